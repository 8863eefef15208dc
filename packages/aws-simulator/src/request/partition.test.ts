import { describe, expect, it } from "vitest";
import { serviceWorld, the } from "../../test/service-world.ts";

/** Regions with what their ARNs begin with and their endpoints end with; botocore's partitions.json. */
const regions = [
  ["us-west-2", "aws", "amazonaws.com"],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
  ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
  ["eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"],
  ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"],
] as const;

describe.each(regions)("in %s", (region, partition, suffix) => {
  async function withSubnets() {
    const world = serviceWorld({ region, latency: "none" });
    const VpcId = the((await world.ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
    const { InternetGateway } = await world.ec2.createInternetGateway({});
    await world.ec2.attachInternetGateway({ VpcId, InternetGatewayId: the(InternetGateway?.InternetGatewayId) });
    const Subnets: string[] = [];
    for (const [index, letter] of ["a", "b"].entries()) {
      const input = { VpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: `${region}${letter}` };
      const { Subnet } = await world.ec2.createSubnet(input);
      expect(Subnet?.SubnetArn).toMatch(new RegExp(`^arn:${partition}:ec2:${region}:`));
      Subnets.push(the(Subnet?.SubnetId));
    }
    return { ...world, VpcId, Subnets };
  }

  it(`ARNs begin with arn:${partition}`, async () => {
    const { sts, ec2, balancing, Subnets, VpcId } = await withSubnets();
    expect((await sts.getCallerIdentity({})).Arn).toMatch(new RegExp(`^arn:${partition}:`));
    const { SecurityGroupArn } = await ec2.createSecurityGroup({ VpcId, GroupName: "g", Description: "g" });
    expect(SecurityGroupArn).toMatch(new RegExp(`^arn:${partition}:ec2:${region}:`));
    const made = await balancing.createLoadBalancer({ Name: "front", Type: "network", Subnets });
    expect(made.LoadBalancers?.[0]?.LoadBalancerArn).toMatch(new RegExp(`^arn:${partition}:elasticloadbalancing:`));
  });

  it(`names of balancers end with ${suffix}`, async () => {
    const { balancing, Subnets } = await withSubnets();
    const names = [];
    for (const Type of ["network", "application"] as const) {
      const made = await balancing.createLoadBalancer({ Name: Type, Type, Subnets });
      names.push(the(made.LoadBalancers?.[0]?.DNSName));
    }
    expect(names).toEqual([
      expect.stringMatching(new RegExp(`^network-[0-9a-f]+\\.elb\\.${region}\\.${suffix}$`)),
      expect.stringMatching(new RegExp(`^application-[0-9]+\\.${region}\\.elb\\.${suffix}$`)),
    ]);
  });

  it("a bucket is made", async () => {
    const { s3 } = serviceWorld({ region, latency: "none" });
    await s3.createBucket({
      Bucket: "drydock-lone",
      CreateBucketConfiguration: { LocationConstraint: region as "us-west-2" },
    });
    expect((await s3.getBucketLocation({ Bucket: "drydock-lone" })).LocationConstraint).toBe(region);
  });
});
