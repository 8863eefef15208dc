import { describe, expect, it } from "vitest";
import type { Ground } from "../../test/ground.ts";
import { kindCases } from "../../test/kind-case.ts";
import { nameIn } from "../../test/kind-life.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { type KindName, kinds } from "./registry.ts";

type Deed = (ground: Ground, one: ObservedResource) => Promise<unknown>;

async function launched({ trial }: Ground, SubnetId: string): Promise<string> {
  const { ec2 } = trial.account.clients;
  const input = {
    ImageId: trial.account.image.id,
    InstanceType: "t3.small" as const,
    MinCount: 1,
    MaxCount: 1,
    SubnetId,
  };
  const { Instances = [] } = await ec2.runInstances(input);
  await trial.account.clock.sleep(60_000);
  return Instances[0]?.InstanceId ?? "";
}

/** What somebody does to one of each kind that a holder can keep from going, and how that is told. */
const deeds: Readonly<Partial<Record<KindName, readonly [Deed, readonly string[]]>>> = {
  vpc: [
    async ({ trial }, { id: VpcId }) => {
      const { ec2 } = trial.account.clients;
      await ec2.createSubnet({ VpcId, CidrBlock: "10.30.9.0/24" });
      await ec2.createSecurityGroup({ VpcId, GroupName: "theirs", Description: "theirs" });
      await ec2.createRouteTable({ VpcId });
    },
    ["route table rtb-…", "security group sg-…", "subnet subnet-…"],
  ],
  "internet-gateway": [
    async (ground) => {
      const { ec2 } = ground.trial.account.clients;
      const id = await launched(ground, await ground.subnet(1));
      const { AllocationId } = await ec2.allocateAddress({ Domain: "vpc" });
      await ec2.associateAddress({ AllocationId, InstanceId: id });
    },
    ["machine i-… (interface eni-…)"],
  ],
  "elastic-ip": [
    async (ground, { id: AllocationId }) => {
      await ground.openSubnet();
      const InstanceId = await launched(ground, await ground.subnet(1));
      await ground.trial.account.clients.ec2.associateAddress({ AllocationId, InstanceId });
    },
    ["machine i-… (interface eni-…)"],
  ],
  subnet: [
    async ({ trial }, { id: SubnetId }) =>
      trial.account.clients.ec2.createNetworkInterface({ SubnetId, Description: "of a build" }),
    ['"of a build" (interface eni-…)'],
  ],
  "route-table": [
    async (ground, { id: RouteTableId }) =>
      ground.trial.account.clients.ec2.associateRouteTable({ RouteTableId, SubnetId: await ground.subnet(3) }),
    ["the association of subnet-…"],
  ],
  "security-group": [
    async (ground, { id, props }) => {
      const { ec2 } = ground.trial.account.clients;
      const own = { VpcId: String(props["vpcId"]), Description: "theirs" };
      for (const [GroupName, authorize] of [
        ["in", "authorizeSecurityGroupIngress"],
        ["out", "authorizeSecurityGroupEgress"],
      ] as const) {
        const { GroupId = "" } = await ec2.createSecurityGroup({ ...own, GroupName });
        await ec2[authorize]({ GroupId, IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: id }] }] });
      }
      await ec2.createNetworkInterface({ SubnetId: await ground.subnet(1), Groups: [id] });
    },
    ["a rule of security group sg-… (in)", "a rule of security group sg-… (out)", "interface eni-… (interface eni-…)"],
  ],
  role: [
    async ({ trial }, { id: RoleName }) => {
      const { iam } = trial.account.clients;
      const Statement = [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }];
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      await iam.putRolePolicy({ RoleName, PolicyName: "audit", PolicyDocument });
      await iam.createInstanceProfile({ InstanceProfileName: "theirs" });
      await iam.addRoleToInstanceProfile({ InstanceProfileName: "theirs", RoleName });
    },
    ["inline policy audit", "instance profile theirs"],
  ],
  volume: [
    async (ground, { id: VolumeId }) => {
      const InstanceId = await launched(ground, await ground.subnet(1));
      await ground.trial.account.clients.ec2.attachVolume({ VolumeId, InstanceId, Device: "/dev/sdf" });
    },
    ["machine i-…"],
  ],
  "network-interface": [
    async (ground, { id: NetworkInterfaceId }) => {
      const InstanceId = await launched(ground, await ground.subnet(1));
      await ground.trial.account.clients.ec2.attachNetworkInterface({ NetworkInterfaceId, InstanceId, DeviceIndex: 1 });
    },
    ["machine i-…"],
  ],
  "target-group": [
    async (ground, { id }) => {
      const LoadBalancerArn = await ground.balancer("theirs");
      const DefaultActions = [{ Type: "forward" as const, TargetGroupArn: id }];
      const own = { LoadBalancerArn, Port: 99, Protocol: "TCP" as const };
      await ground.trial.account.clients.balancing.createListener({ ...own, DefaultActions });
    },
    ["the listener on port 99 of arn:…"],
  ],
};

describe("who holds", () => {
  it("is asked of every kind of which it is told here", () => {
    const asked = kinds.flatMap(({ name, holders }) => (holders === undefined ? [] : [name]));
    expect(Object.keys(deeds).toSorted()).toEqual(asked.toSorted());
  });

  it.each(Object.entries(deeds))(
    "a %s is told as AWS has it, and nobody is where nobody does",
    async (name, [deed, told]) => {
      const life = kindCases.find(({ kind }) => kind.name === name);
      if (life === undefined) throw new Error(`there is no case of ${name}`);
      const { trial, ground } = await simulatedTrial(`holders ${name}`);
      const one = await trial.stand(life.kind, nameIn(life), await life.begin(ground));
      const namesNow = async () => {
        const holders = await trial.provider.holders(trial.provider.look(trial.signal), one, []);
        const names = (holders ?? []).map((holder) => holder.name);
        return names
          .map((text) =>
            text.replaceAll(/(?<=\b(?:i|eni|sg|rtb|subnet)-)[0-9a-f]{17}/g, "…").replaceAll(/arn:\S+/g, "arn:…"),
          )
          .toSorted();
      };
      const before = await namesNow();
      await deed(ground, one);
      await trial.account.clock.sleep(30_000);
      expect(before).toEqual([]);
      expect(await namesNow()).toEqual(told);
    },
  );
});
