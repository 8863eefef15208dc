import { expect, it } from "vitest";
import { expectRefusal, the, withNetwork } from "../../test/service-world.ts";

/** A subnet of a network with no address left, in a zone of its own choosing. */
async function fullSubnet({ ec2, vpcId }: Awaited<ReturnType<typeof withNetwork>>): Promise<string> {
  const made = await ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.9.0/28", AvailabilityZone: "us-west-2b" });
  const SubnetId = the(made.Subnet?.SubnetId);
  await ec2.createNetworkInterface({ SubnetId, SecondaryPrivateIpAddressCount: 10 });
  return SubnetId;
}

it("an endpoint that is refused for want of an address leaves no interface behind", async () => {
  const world = await withNetwork({ latency: "none" });
  const { account, ec2, subnets, vpcId } = world;
  const full = await fullSubnet(world);
  const interfaces = () => account.inventory().filter(({ type }) => type === "network-interface").length;
  const before = interfaces();
  const wanted = {
    VpcId: vpcId,
    ServiceName: "com.amazonaws.us-west-2.ssm",
    VpcEndpointType: "Interface" as const,
    PrivateDnsEnabled: false,
  };
  await expectRefusal(
    ec2.createVpcEndpoint({ ...wanted, SubnetIds: [the(subnets[0]), full] }),
    "InsufficientFreeAddressesInSubnet",
  );
  expect(interfaces()).toBe(before);
  const made = await ec2.createVpcEndpoint({ ...wanted, SubnetIds: [the(subnets[0])] });
  await expectRefusal(
    ec2.modifyVpcEndpoint({
      VpcEndpointId: the(made.VpcEndpoint?.VpcEndpointId),
      AddSubnetIds: [the(subnets[2]), full],
    }),
    "InsufficientFreeAddressesInSubnet",
  );
  expect(interfaces()).toBe(before + 1);
});
