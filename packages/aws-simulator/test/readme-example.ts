import { EC2 } from "@aws-sdk/client-ec2";
import { simulateAccount } from "@drydock/aws-simulator";

const account = simulateAccount({ seed: 7, latency: "typical" });
const { client, plugins, clock } = account.connection;
const ec2 = new EC2(client);
for (const plugin of plugins) ec2.middlewareStack.use(plugin);

const { Vpc } = await ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: "10.0.1.0/24" });

// AWS keeps the first four addresses of a subnet for itself, and says so.
const refused = await ec2
  .createNetworkInterface({ SubnetId: Subnet?.SubnetId, PrivateIpAddress: "10.0.1.1" })
  .catch((error: Error) => `${error.name}: ${error.message}`);

// A NAT gateway without an internet gateway fails after its usual 100 seconds, which take no time here.
const { AllocationId } = await ec2.allocateAddress({});
await ec2.createNatGateway({ SubnetId: Subnet?.SubnetId, AllocationId });
await clock.sleep(120_000);
const { NatGateways } = await ec2.describeNatGateways({});

export const report = {
  refused,
  natGateway: `${NatGateways?.[0]?.State}: ${NatGateways?.[0]?.FailureMessage}`,
  calls: account.calls.map(({ operation, outcome }) => `${operation} ${outcome}`),
  held: account.inventory().map(({ type, state }) => `${type} ${state}`),
};
