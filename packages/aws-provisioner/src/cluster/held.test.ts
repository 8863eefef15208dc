import { type SimulatedAccount, simulateAccount } from "@drydock/aws-simulator";
import {
  blueprint,
  type BlueprintParts,
  etcd,
  existingNetwork,
  machines,
  network,
  type RolloutOptions,
  workers,
} from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { createNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

const size = { min: 1, desired: 2, max: 3 };

function quay(own: Partial<BlueprintParts> = {}) {
  return blueprint<BlueprintParts>("quay", {
    network: network({ cidr: "10.9.0.0/16", zones: 2, nat: "single" }),
    etcd: etcd({ addresses: ["10.9.2.10"], tls: "off" }),
    pools: { web: workers({ subnets: "public", size }), api: workers({ subnets: "private", size }) },
    ...own,
  });
}

async function standing(own?: Partial<BlueprintParts>) {
  const account = simulateAccount({ seed: "held", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const { network: net } = await createCluster(quay(own), options);
  const operationsOf = async (work: () => Promise<unknown>) => {
    const before = account.calls.length;
    await work();
    return account.calls.slice(before).map(({ operation }) => operation);
  };
  return { account, options, operationsOf, vpcId: net.vpcId, subnets: net.subnets as Record<string, string> };
}

type Standing = Awaited<ReturnType<typeof standing>>;

/** The refusal's problems, after which nothing but listings was asked. */
async function refusalOf({ account }: Pick<Standing, "account">, work: PromiseLike<unknown>) {
  const before = account.calls.length;
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const writing = account.calls
    .slice(before)
    .filter(({ operation }) => !/^(Describe|Get|List|BatchGet)/.test(operation));
  expect(writing).toEqual([]);
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  expect(error.code).toBe("unplannable");
  return error.diagnostics.map(({ path, message }) => `${path}: ${message.replaceAll(/-[0-9a-f]{17}/g, "-…")}`);
}

/** The pool `web` with the identity of another, which its machines come to, or do not. */
function identified(rollout: RolloutOptions): Partial<BlueprintParts> {
  return {
    pools: {
      web: workers({ subnets: "public", size, identity: "api", rollout }),
      api: workers({ subnets: "private", size }),
    },
  };
}

/** Another tier for the pool `web`, in the same zones, in the place of the one in which it stands. */
function tiered(rollout: RolloutOptions): Partial<BlueprintParts> {
  const tiers = { outer: { public: true }, private: {} };
  return {
    network: network({ cidr: "10.9.0.0/16", zones: 2, nat: "single", tiers }),
    pools: { web: workers({ subnets: "outer", size, rollout }), api: workers({ subnets: "private", size }) },
  };
}

describe("a change that would take away what machines are in", () => {
  it.each<[string, Partial<BlueprintParts>, readonly string[]]>([
    [
      "an address of etcd",
      { etcd: etcd({ addresses: ["10.9.2.11"], tls: "off" }) },
      ["quay.etcd.addresses.0: etcd-1 runs at 10.9.2.10, and cannot come to 10.9.2.11 while it does"],
    ],
    [
      "another identity of a running pool whose machines stay as they are",
      identified({ when: "next-launch" }),
      ["security-group/web: sg-… is held by a machine of auto-scaling-group/web, which no step of the plan moves"],
    ],
    [
      "the tier of a pool whose machines stay as they are",
      tiered({ when: "next-launch" }),
      [1, 2].map(
        (index) =>
          `subnet/public-${index}: subnet-… is held by a machine of auto-scaling-group/web, which no step of the plan moves`,
      ),
    ],
  ])("is refused before the first change: %s", async (_name, own, problems) => {
    const { account, options } = await standing();
    expect(await refusalOf({ account }, createCluster(quay(own), options))).toEqual(problems);
    expect(await refusalOf({ account }, planCluster(quay(own), options))).toEqual(problems);
    expect((await planCluster(quay(), options)).steps).toEqual([]);
  });

  it("is carried out where they are replaced: what they held goes after the last of them", async () => {
    const { account, options } = await standing();
    const from = account.calls.length;
    const blueprintOf = quay(identified({ warmup: 0 }));
    await createCluster(blueprintOf, options);
    const gone = account.calls
      .slice(from)
      .flatMap(({ operation, outcome }) =>
        /^(?:StartInstanceRefresh|Delete(?:Role|InstanceProfile|SecurityGroup))$/.test(operation) && outcome === "ok"
          ? operation
          : [],
      );
    const [first, ...rest] = gone;
    expect(first).toBe("StartInstanceRefresh");
    expect(rest.toSorted()).toEqual(["DeleteInstanceProfile", "DeleteRole", "DeleteSecurityGroup"]);
    expect((await planCluster(blueprintOf, options)).steps).toEqual([]);
  });

  it("is carried out where they move to another tier of the same zones", async () => {
    const { account, options } = await standing();
    const moved = quay(tiered({ warmup: 0 }));
    await createCluster(moved, options);
    await account.clock.sleep(600_000);
    const subnets = new Set(
      account
        .inventory()
        .flatMap(({ type, id, tags }) =>
          type === "subnet" && tags["drydock:address"]?.startsWith("subnet/outer-") ? [id] : [],
        ),
    );
    const machines = account
      .inventory()
      .filter(
        ({ type, state, tags }) => type === "instance" && state === "running" && tags["drydock:node"] === "quay/web",
      );
    expect(machines.map(({ attributes }) => subnets.has(String(attributes["subnetId"])))).toEqual([true, true]);
    expect((await planCluster(moved, options)).steps).toEqual([]);
  });

  it("is carried out where they go too, or leave", async () => {
    const pools = { db: machines({ subnets: "private", count: 2 }), api: workers({ subnets: "private", size }) };
    const { options } = await standing({ pools });
    const rest = { pools: { api: workers({ subnets: "private", size }) } };
    await createCluster(quay(rest), options);
    expect((await planCluster(quay(rest), options)).steps).toEqual([]);
  });
});

function by<Answer>(account: SimulatedAccount, service: string, operation: string, input: object): Promise<Answer> {
  return account.handle(service as "EC2", operation, input) as Promise<Answer>;
}

/** What others put into the network, and how they take it out again. */
const tenants: readonly [string, string, (at: Standing) => Promise<() => PromiseLike<unknown>>][] = [
  [
    "an interface of somebody's",
    'subnet/public-1: subnet-… is held by "of a build" (interface eni-…), which no step of the plan moves',
    async ({ account, subnets }) => {
      const input = { SubnetId: subnets["public-1"], Description: "of a build" };
      type Made = { NetworkInterface: { NetworkInterfaceId: string } };
      const { NetworkInterface: made } = await by<Made>(account, "EC2", "CreateNetworkInterface", input);
      const { NetworkInterfaceId } = made;
      return () => by(account, "EC2", "DeleteNetworkInterface", { NetworkInterfaceId });
    },
  ],
  [
    "a machine of somebody's",
    "subnet/private-1: subnet-… is held by machine i-… (bastion) (interface eni-…), which no step of the plan moves",
    async ({ account, subnets }) => {
      type Found = { Images: { ImageId: string }[] };
      const {
        Images: [image],
      } = await by<Found>(account, "EC2", "DescribeImages", { Owners: ["075585003325"] });
      const { Instances } = await by<{ Instances: { InstanceId: string }[] }>(account, "EC2", "RunInstances", {
        ImageId: image?.ImageId,
        InstanceType: "t3.micro",
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnets["private-1"],
        TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: "bastion" }] }],
      });
      const InstanceIds = Instances.map(({ InstanceId }) => InstanceId);
      // Nothing waits here until it is gone: what is on its way out holds nothing for good.
      return () => by(account, "EC2", "TerminateInstances", { InstanceIds });
    },
  ],
  [
    "a balancer of somebody's",
    "subnet/private-1: subnet-… is held by load balancer theirs (interface eni-…), which no step of the plan moves",
    async ({ account, subnets }) => {
      const input = { Name: "theirs", Type: "network", Scheme: "internal", Subnets: [subnets["private-1"]] };
      type Made = { LoadBalancers: { LoadBalancerArn: string }[] };
      const {
        LoadBalancers: [made],
      } = await by<Made>(account, "ElasticLoadBalancingV2", "CreateLoadBalancer", input);
      return () => by(account, "ElasticLoadBalancingV2", "DeleteLoadBalancer", made ?? {});
    },
  ],
  [
    "an endpoint of somebody's",
    "subnet/private-2: subnet-… is held by VPC endpoint vpce-… (interface eni-…), which no step of the plan moves",
    async ({ account, subnets, vpcId }) => {
      const { VpcEndpoint: made } = await by<{ VpcEndpoint: { VpcEndpointId: string } }>(
        account,
        "EC2",
        "CreateVpcEndpoint",
        {
          VpcId: vpcId,
          ServiceName: "com.amazonaws.us-west-2.kms",
          VpcEndpointType: "Interface",
          SubnetIds: [subnets["private-2"]],
        },
      );
      return () => by(account, "EC2", "DeleteVpcEndpoints", { VpcEndpointIds: [made.VpcEndpointId] });
    },
  ],
  [
    "a NAT gateway of somebody's",
    "subnet/public-2: subnet-… is held by NAT gateway nat-… (interface eni-…), which no step of the plan moves",
    async ({ account, subnets }) => {
      const { AllocationId } = await by<{ AllocationId: string }>(account, "EC2", "AllocateAddress", { Domain: "vpc" });
      const input = { SubnetId: subnets["public-2"], AllocationId };
      type Made = { NatGateway: { NatGatewayId: string } };
      const { NatGateway: made } = await by<Made>(account, "EC2", "CreateNatGateway", input);
      return () => by(account, "EC2", "DeleteNatGateway", made);
    },
  ],
  [
    "a group of somebody's whose rule names one of the cluster's",
    "security-group/web: sg-… is held by a rule of security group sg-… (theirs), which no step of the plan moves",
    async ({ account, options, vpcId }) => {
      const { resources } = await describeCluster("quay", options);
      const web = resources.find(({ address }) => address === "security-group/web")?.id;
      const input = { GroupName: "theirs", Description: "theirs", VpcId: vpcId };
      const { GroupId } = await by<{ GroupId: string }>(account, "EC2", "CreateSecurityGroup", input);
      const IpPermissions = [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: web }] }];
      await by(account, "EC2", "AuthorizeSecurityGroupEgress", { GroupId, IpPermissions });
      return () => by(account, "EC2", "DeleteSecurityGroup", { GroupId });
    },
  ],
  [
    "machines of another cluster",
    'subnet/private-1: subnet-… is held by machine i-… (barge hull-1) of the cluster "barge" (interface eni-…), which no step of the plan moves',
    async ({ options, subnets, vpcId }) => {
      const id = subnets["private-1"] ?? "";
      const barge = blueprint<BlueprintParts>("barge", {
        network: existingNetwork({
          vpcId,
          cidr: "10.9.0.0/16",
          subnets: { private: [{ id, cidr: "10.9.2.0/24", zone: "us-west-2a" }] },
        } as never),
        pools: { hull: machines({ subnets: "private", count: 1 }) },
      });
      await createCluster(barge, { ...options, ledger: memoryLedger() });
      return () => destroyCluster("barge", options);
    },
  ],
  [
    "machines that a group of another cluster has launched",
    'subnet/private-1: subnet-… is held by machine i-… (barge hull) of the cluster "barge" (interface eni-…), which no step of the plan moves',
    async ({ options, subnets, vpcId }) => {
      const id = subnets["private-1"] ?? "";
      const barge = blueprint("barge", {
        network: existingNetwork({
          vpcId,
          cidr: "10.9.0.0/16",
          subnets: { private: [{ id, cidr: "10.9.2.0/24", zone: "us-west-2a" }] },
        }),
        pools: { hull: workers({ subnets: "private", size }) },
      });
      await createCluster(barge, { ...options, ledger: memoryLedger() });
      return () => destroyCluster("barge", options);
    },
  ],
];

describe("destroying a network in which there is", () => {
  it.each(tenants)(
    "%s is refused before anything is taken, and goes on once that has left",
    async (_name, problem, move) => {
      const at = await standing();
      const leave = await move(at);
      const { account, options } = at;
      for (const deed of [destroyCluster, planDestroy]) {
        const work = deed("quay", options);
        expect(await refusalOf(at, Promise.resolve(work))).toEqual(expect.arrayContaining([problem]));
      }
      expect((await planCluster(quay(), options)).steps).toEqual([]);
      await leave();
      expect((await destroyCluster("quay", { ...options, including: ["*"] })).left).toEqual([]);
      expect(account.inventory().filter(({ type }) => type === "vpc" || type === "subnet")).toEqual([]);
    },
  );

  it("no one else asks for interfaces as often as it did: they are listed together", async () => {
    const { options, operationsOf } = await standing();
    const listed = (operations: readonly string[]) => operations.filter((one) => one === "DescribeNetworkInterfaces");
    // Once for all of the network, its own among them; and once more to certify that those are gone.
    expect(listed(await operationsOf(async () => destroyCluster("quay", options)))).toHaveLength(2);
  });
});

it("a plan that deletes nothing asks for no one's interfaces but its own, and one that does asks once more", async () => {
  const { options, operationsOf } = await standing();
  const listings = async (own: Partial<BlueprintParts>) =>
    (await operationsOf(() => planCluster(quay(own), options))).filter((one) => one === "DescribeNetworkInterfaces");
  expect(await listings({})).toHaveLength(1);
  expect(await listings({ pools: { web: workers({ subnets: "public", size }) } })).toHaveLength(2);
});

it("a saved plan is held against what has come into the network since", async () => {
  const at = await standing();
  const saved = await planDestroy("quay", at.options);
  await tenants[0]?.[2](at);
  expect(await refusalOf(at, applyPlan(saved, at.options))).toEqual([tenants[0]?.[1]]);
});

it("a saved plan of a destroy says of what has come since that a new plan is to be made", async () => {
  const at = await standing();
  const saved = await planDestroy("quay", at.options);
  const late = {
    web: workers({ subnets: "public", size }),
    api: workers({ subnets: "private", size }),
    db: machines({ subnets: "private", count: 1 }),
    late: workers({ subnets: "public", size }),
  };
  await createCluster(quay({ pools: late }), at.options);
  const newest = { ...late, late: workers({ subnets: "public", size: { ...size, max: 4 } }) };
  await createCluster(quay({ pools: newest }), at.options);
  const error: unknown = await applyPlan(saved, at.options).result.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  expect([...new Set(error.diagnostics.map(({ remedy }) => remedy))]).toMatchInlineSnapshot(`
    [
      "It has come since the plan was made: plan again.",
      "It is not in the plan: plan again, once listings show it.",
    ]
  `);
});

/** Leaves what bears an address out of what listings by tag and by network show. */
function leavingOut(address: string): Plugin {
  const isLeftOut = (one: unknown) => JSON.stringify(one).includes(JSON.stringify(address));
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => async (request) => {
          const answer = await next(request);
          if (!/"(?:tag:drydock:cluster|vpc-id|size)"/.test(JSON.stringify(request.input))) return answer;
          const { Reservations, Volumes } = answer.output as { Reservations?: unknown[]; Volumes?: unknown[] };
          const lists = {
            ...(Reservations && { Reservations: Reservations.filter((one) => !isLeftOut(one)) }),
            ...(Volumes && { Volumes: Volumes.filter((one) => !isLeftOut(one)) }),
          };
          return { ...answer, output: { ...answer.output, ...lists } };
        },
        { step: "initialize", priority: "high", name: "leavingOut" },
      ),
  };
}

it.each<[string, string, Partial<BlueprintParts>, string]>([
  ["machine", "instance/db-1", {}, "It is not listed yet, as a run made it a moment ago: plan again in a minute."],
  [
    "volume",
    "volume/db-1",
    { pools: { db: machines({ subnets: "private", count: 1, volume: {} }) } },
    "Plan again in a minute.",
  ],
])("a %s of the cluster's own that every listing leaves out is told as that", async (_, address, wanted, remedy) => {
  const { account, options } = await standing({
    pools: { db: machines({ subnets: "private", count: 1, volume: {} }) },
  });
  await account.clock.sleep(3_600_000);
  const plugins = [leavingOut(address), ...options.plugins];
  const including = ["*"];
  const error: unknown = await planCluster(quay({ pools: {}, ...wanted }), { ...options, plugins, including }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  expect(error.diagnostics.map((one) => one.remedy)).toContain(remedy);
});

it("a guest in somebody's network asks once more whose rules name its groups, and is refused for them", async () => {
  const account = simulateAccount({ seed: "guest", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const { network: made } = await createNetwork(
    "shore",
    network({ cidr: "10.9.0.0/16", zones: 1, nat: "none" }),
    options,
  );
  const groupListings = async (work: () => PromiseLike<unknown>) => {
    const before = account.calls.length;
    await work();
    return account.calls.slice(before).filter(({ operation }) => operation === "DescribeSecurityGroups").length;
  };
  expect(await groupListings(() => planDestroy("shore", options))).toBe(1);
  const id = (made.subnets as Record<string, string>)["public-1"];
  const subnets = { public: [{ id, cidr: "10.9.0.0/24", zone: "us-west-2a" }] };
  const barge = blueprint<BlueprintParts>("barge", {
    network: existingNetwork({ vpcId: made.vpcId, cidr: "10.9.0.0/16", subnets } as never),
    pools: { hull: workers({ subnets: "public", size: { min: 0, desired: 0, max: 1 } }) },
  });
  await createCluster(barge, options);
  expect(await groupListings(() => planDestroy("barge", options))).toBe(2);

  const { resources } = await describeCluster("barge", options);
  const hull = resources.find(({ address }) => address === "security-group/hull")?.id;
  const input = { GroupName: "theirs", Description: "theirs", VpcId: made.vpcId };
  const { GroupId } = await by<{ GroupId: string }>(account, "EC2", "CreateSecurityGroup", input);
  const IpPermissions = [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: hull }] }];
  await by(account, "EC2", "AuthorizeSecurityGroupIngress", { GroupId, IpPermissions });
  await account.clock.sleep(60_000);
  expect(await refusalOf({ account }, planDestroy("barge", options))).toEqual([
    "security-group/hull: sg-… is held by a rule of security group sg-… (theirs), which no step of the plan moves",
  ]);
  expect(await refusalOf({ account }, planDestroy("shore", options))).toEqual(
    expect.arrayContaining([
      "vpc/main: vpc-… is held by security group sg-… (theirs), which no step of the plan moves",
      'vpc/main: vpc-… is held by security group sg-… (barge-hull) of the cluster "barge", which no step of the plan moves',
    ]),
  );
});

describe("in the middle of a destroy", () => {
  it("what nobody lets go fails its branch within seconds, and the rest goes on; what goes is waited for", async () => {
    const at = await standing();
    const { account, options, subnets } = at;
    let machine: readonly string[] = [];
    const deeds: Readonly<Record<string, () => Promise<unknown>>> = {
      "nat-gateway/us-west-2a": async () => {
        const input = { SubnetId: subnets["public-1"], Description: "of a build" };
        await by(account, "EC2", "CreateNetworkInterface", input);
        type Found = { Images: { ImageId: string }[] };
        const { Images } = await by<Found>(account, "EC2", "DescribeImages", { Owners: ["075585003325"] });
        const launch = { InstanceType: "t3.micro", MinCount: 1, MaxCount: 1, SubnetId: subnets["private-2"] };
        type Made = { Instances: { InstanceId: string }[] };
        const { Instances } = await by<Made>(account, "EC2", "RunInstances", {
          ...launch,
          ImageId: Images[0]?.ImageId,
        });
        machine = Instances.map(({ InstanceId }) => InstanceId);
      },
      "auto-scaling-group/web": () => by(account, "EC2", "TerminateInstances", { InstanceIds: machine }),
    };
    const run = destroyCluster("quay", { ...options, including: ["*"] });
    const told: string[] = [];
    const started = new Map<string, number>();
    for await (const event of run) {
      if (event.type === "started") started.set(event.step.address, event.at);
      if (event.type === "finished") await deeds[event.step.address]?.();
      if (event.type === "waiting" && /lets? it go$/.test(event.reason))
        told.push(`${event.step.address} waits ${event.reason}`);
      if (event.type === "failed") {
        const seconds = (event.at - (started.get(event.step.address) ?? 0)) / 1000;
        told.push(`${event.step.address} fails after ${seconds < 5 ? "less than 5" : seconds} s`);
      }
      if (event.type === "skipped") told.push(`${event.step.address} is skipped`);
    }
    const plain = (text: string) => text.replaceAll(/-[0-9a-f]{17}/g, "-…");
    expect(told.map(plain)).toMatchInlineSnapshot(`
      [
        "subnet/public-1 fails after less than 5 s",
        "vpc/main is skipped",
        "subnet/private-2 waits until interface eni-… (of machine i-…) lets it go",
      ]
    `);
    const error: unknown = await run.result.catch((thrown: unknown) => thrown);
    if (!(error instanceof ProvisionError)) throw new Error("nothing held it", { cause: error });
    expect([error.code, plain(error.message)]).toMatchInlineSnapshot(`
      [
        "held",
        "subnet/public-1 (subnet-…) is held by "of a build" (interface eni-…), which no step of the plan moves
      Have its owner move it or take it away, and run again: the next run goes on.",
      ]
    `);
    const left = account.inventory().filter(({ tags }) => tags["drydock:cluster"] === "quay");
    const standingStill = left.filter(({ state }) => state !== "terminated").map(({ tags }) => tags["drydock:address"]);
    expect(standingStill.toSorted()).toEqual(["subnet/public-1", "vpc/main"]);
  });
});

describe("what others have in a network that is to go", () => {
  it.each([
    ["subnet", "CreateSubnet", (VpcId: string) => ({ VpcId, CidrBlock: "10.9.200.0/24" })],
    ["route table", "CreateRouteTable", (VpcId: string) => ({ VpcId })],
    [
      "VPC endpoint",
      "CreateVpcEndpoint",
      (VpcId: string) => ({ VpcId, ServiceName: "com.amazonaws.us-west-2.dynamodb", VpcEndpointType: "Gateway" }),
    ],
  ])("refuses a destroy before its first call: a %s", async (what, operation, input) => {
    const at = await standing();
    await at.account.handle("EC2", operation, input(at.vpcId));
    const told = await refusalOf(at, destroyCluster("quay", { ...at.options, including: ["*"] }));
    expect(told).toEqual([expect.stringContaining(`vpc/main: vpc-… is held by ${what} `)]);
  });
});

describe("interfaces that a balancer has left behind in a subnet", () => {
  const wide = (zones: number) =>
    blueprint("quay", {
      network: network({ cidr: "10.9.0.0/16", zones, nat: "none", tiers: { public: {} } }),
      pools: { db: machines({ addresses: ["10.9.0.10"], expose: [{ port: 5432, scheme: "internal" }] }) },
    });

  /** The only balancer of the account stands in those subnets alone from now on. */
  async function leaveAllBut(account: SimulatedAccount, ...Subnets: readonly (string | undefined)[]) {
    type Found = { LoadBalancers: { LoadBalancerArn: string }[] };
    const { LoadBalancers } = await by<Found>(account, "ElasticLoadBalancingV2", "DescribeLoadBalancers", {});
    const LoadBalancerArn = LoadBalancers[0]?.LoadBalancerArn;
    await by(account, "ElasticLoadBalancingV2", "SetSubnets", { LoadBalancerArn, Subnets });
  }

  it("of the cluster's own, as a run that was cut short leaves them, are waited for", async () => {
    const account = simulateAccount({ seed: "left", latency: "typical" });
    const options = { ...account.connection, ledger: memoryLedger() };
    const { network: net } = await createCluster(wide(3), options);
    const subnets = net.subnets as Record<string, string>;
    await leaveAllBut(account, subnets["public-1"], subnets["public-2"]);
    const plan = await planCluster(wide(2), options);
    expect(plan.steps.map(({ id }) => id)).toContain("delete subnet/public-3");
    await applyPlan(plan, options);
    expect((await planCluster(wide(2), options)).steps).toEqual([]);
  });

  it("of somebody's are waited for", async () => {
    const account = simulateAccount({ seed: "left", latency: "typical" });
    const options = { ...account.connection, ledger: memoryLedger() };
    const bare = (zones: number) => network({ cidr: "10.9.0.0/16", zones, nat: "none", tiers: { private: {} } });
    const { network: net } = await createNetwork("quay", bare(3), options);
    const subnets = net.subnets as Record<string, string>;
    const { "private-1": first, "private-3": third } = subnets;
    const input = { Name: "theirs", Type: "network", Scheme: "internal", Subnets: [first, third] };
    await by(account, "ElasticLoadBalancingV2", "CreateLoadBalancer", input);
    await account.clock.sleep(600_000);
    await leaveAllBut(account, first);
    await createNetwork("quay", bare(2), options);
    expect((await describeCluster("quay", options)).resources.map(({ address }) => address)).not.toContain(
      "subnet/private-3",
    );
  });
});
