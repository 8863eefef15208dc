# The reference topology as Terraform writes it, without the fixed interfaces and launch templates that moto fails it on.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}

provider "aws" {
  region                      = "us-west-2"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

locals {
  zones = ["us-west-2a", "us-west-2b", "us-west-2c"]
}

resource "aws_vpc" "main" {
  cidr_block           = "10.50.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  count             = 3
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = local.zones[count.index]
}

resource "aws_subnet" "private" {
  count             = 3
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index + 3)
  availability_zone = local.zones[count.index]
}

resource "aws_eip" "nat" {
  count  = 3
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  count         = 3
  subnet_id     = aws_subnet.public[count.index].id
  allocation_id = aws_eip.nat[count.index].id
  depends_on    = [aws_internet_gateway.main]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table" "private" {
  count  = 3
  vpc_id = aws_vpc.main.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.main[count.index].id
  }
}

resource "aws_route_table_association" "public" {
  count          = 3
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "private" {
  count          = 3
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}

resource "aws_security_group" "members" {
  name   = "members"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "workers" {
  name   = "workers"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "clients" {
  type                     = "ingress"
  from_port                = 2379
  to_port                  = 2379
  protocol                 = "tcp"
  security_group_id        = aws_security_group.members.id
  source_security_group_id = aws_security_group.workers.id
}

resource "aws_security_group_rule" "peers" {
  type                     = "ingress"
  from_port                = 2380
  to_port                  = 2380
  protocol                 = "tcp"
  security_group_id        = aws_security_group.members.id
  source_security_group_id = aws_security_group.members.id
}

resource "aws_iam_role" "node" {
  for_each           = toset(["members", "workers"])
  name               = "reference-${each.key}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_instance_profile" "node" {
  for_each = aws_iam_role.node
  name     = each.value.name
  role     = each.value.name
}

resource "aws_secretsmanager_secret" "docker" {
  name                    = "reference/dockerConfig"
  recovery_window_in_days = 0
}

resource "aws_instance" "member" {
  count                  = 3
  ami                    = "ami-0f1a7ca7000000001"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.private[count.index].id
  private_ip             = "10.50.${count.index + 3}.100"
  vpc_security_group_ids = [aws_security_group.members.id]
  iam_instance_profile   = aws_iam_instance_profile.node["members"].name
}

resource "aws_route53_zone" "main" {
  name = "reference.internal"
  vpc {
    vpc_id = aws_vpc.main.id
  }
}

resource "aws_route53_record" "member" {
  count   = 3
  zone_id = aws_route53_zone.main.zone_id
  name    = "etcd-${count.index + 1}.reference.internal"
  type    = "A"
  ttl     = 300
  records = ["10.50.${count.index + 3}.100"]
}

resource "aws_lb" "front" {
  name               = "front"
  internal           = true
  load_balancer_type = "network"
  subnets            = aws_subnet.private[*].id
}

resource "aws_lb_target_group" "pool" {
  count    = 2
  name     = "pool-${count.index}"
  port     = 80 + count.index
  protocol = "TCP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "pool" {
  count             = 2
  load_balancer_arn = aws_lb.front.arn
  port              = 80 + count.index
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.pool[count.index].arn
  }
}

resource "aws_instance" "worker" {
  count                  = 6
  ami                    = "ami-0f1a7ca7000000001"
  instance_type          = "t3.medium"
  subnet_id              = aws_subnet.private[count.index % 3].id
  vpc_security_group_ids = [aws_security_group.workers.id]
  iam_instance_profile   = aws_iam_instance_profile.node["workers"].name
}
