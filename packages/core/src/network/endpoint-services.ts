/**
 * Services that a VPC endpoint may stand for, by the last part of their name. Source: AWS PrivateLink's list
 * of services.
 */
export const endpointServices = [
  "s3",
  "dynamodb",
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "elasticfilesystem",
  "elasticloadbalancing",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;
