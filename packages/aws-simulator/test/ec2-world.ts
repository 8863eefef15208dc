import { EC2 } from "@aws-sdk/client-ec2";
import { simulateAccount, type SimulatedAccount, type SimulatedAccountOptions } from "../src/index.ts";

/** An account with the SDK's own EC2 client on it. */
export interface Ec2World {
  readonly account: SimulatedAccount;
  readonly ec2: EC2;
}

/** Makes an account and a client that talks to it through the plugin. */
export function ec2World(options: Partial<SimulatedAccountOptions> = {}): Ec2World {
  const account = simulateAccount({ seed: "test", latency: "typical", ...options });
  const ec2 = new EC2(account.connection.client);
  for (const plugin of account.connection.plugins) ec2.middlewareStack.use(plugin);
  return { account, ec2 };
}

/** The id in an answer, or a failure that says which is missing. */
export function the<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error("the answer lacks what the test needs");
  return value;
}

/**
 * A VPC 10.0.0.0/16 with a gateway, a subnet 10.0.1.0/24 in zone a, one 10.0.2.0/24 in zone b, and a group.
 */
export async function layOut(ec2: EC2) {
  const vpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  const subnet = async (CidrBlock: string, AvailabilityZone: string): Promise<string> =>
    the((await ec2.createSubnet({ VpcId: vpcId, CidrBlock, AvailabilityZone })).Subnet?.SubnetId);
  const subnetA = await subnet("10.0.1.0/24", "us-west-2a");
  const subnetB = await subnet("10.0.2.0/24", "us-west-2b");
  const gatewayId = the((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId);
  await ec2.attachInternetGateway({ VpcId: vpcId, InternetGatewayId: gatewayId });
  const groupId = the(
    (await ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "members", Description: "etcd" })).GroupId,
  );
  return { vpcId, subnetA, subnetB, gatewayId, groupId, x86: await flatcar(ec2, "x86_64") };
}

async function flatcar(ec2: EC2, architecture: string): Promise<string> {
  const { Images } = await ec2.describeImages({
    Owners: ["075585003325"],
    Filters: [
      { Name: "name", Values: ["Flatcar-stable-*"] },
      { Name: "architecture", Values: [architecture] },
    ],
  });
  return the(Images?.at(-1)?.ImageId);
}

/** A simulated account that is laid out so, with an image for each architecture. */
export async function laidOut(options: Partial<SimulatedAccountOptions> = {}) {
  const world = ec2World(options);
  return { ...world, ...(await layOut(world.ec2)), arm: await flatcar(world.ec2, "arm64") };
}

/** What {@link laidOut} lays out. */
export type LaidOut = Awaited<ReturnType<typeof laidOut>>;
