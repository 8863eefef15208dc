import { beforeEach, describe, expect, it } from "vitest";
import {
  expectRefusal,
  type NetworkWorld,
  serviceWorld,
  type ServiceWorld,
  the,
  withNetwork,
} from "../../test/service-world.ts";

function seconds(count: number): number {
  return count * 1000;
}
const nowhere = "arn:aws:elasticloadbalancing:us-west-2:123456789012";

/** A network load balancer with a listener on 80 and its target group. */
async function balanced(world: NetworkWorld, scheme: "internal" | "internet-facing" = "internet-facing") {
  const { balancing, subnets, vpcId } = world;
  const made = (
    await balancing.createLoadBalancer({ Name: "front", Type: "network", Scheme: scheme, Subnets: subnets })
  ).LoadBalancers?.[0];
  const balancer = the(made?.LoadBalancerArn);
  const target = the(
    (await balancing.createTargetGroup({ Name: "workers", Protocol: "TCP", Port: 80, VpcId: vpcId })).TargetGroups?.[0]
      ?.TargetGroupArn,
  );
  const listener = the(
    (
      await balancing.createListener({
        LoadBalancerArn: balancer,
        Protocol: "TCP",
        Port: 80,
        DefaultActions: [{ Type: "forward", TargetGroupArn: target }],
      })
    ).Listeners?.[0]?.ListenerArn,
  );
  return { ...world, balancer, target, listener, dns: the(made?.DNSName) };
}

type Balanced = Awaited<ReturnType<typeof balanced>>;

async function stateOf({ balancing }: NetworkWorld): Promise<string | undefined> {
  return (await balancing.describeLoadBalancers({})).LoadBalancers?.[0]?.State?.Code;
}
async function elbInterfaces({ ec2 }: NetworkWorld) {
  return (
    (await ec2.describeNetworkInterfaces({ Filters: [{ Name: "description", Values: ["ELB net/front/*"] }] }))
      .NetworkInterfaces ?? []
  );
}

describe("refuses", () => {
  let world: Balanced;
  beforeEach(async () => {
    world = await balanced(await withNetwork({ latency: "none" }));
  });
  const forward = (world: Balanced) => [{ Type: "forward" as const, TargetGroupArn: world.target }];
  const refusals: readonly (readonly [string, (world: Balanced) => Promise<unknown>, string, RegExp])[] = [
    [
      "a name of 33 characters",
      ({ balancing, subnets }) => balancing.createLoadBalancer({ Name: "x".repeat(33), Subnets: subnets }),
      "ValidationError",
      /longer than '32'/,
    ],
    [
      "a name with an underscore",
      ({ balancing, subnets }) => balancing.createLoadBalancer({ Name: "a_b", Subnets: subnets }),
      "ValidationError",
      /alphanumeric/,
    ],
    [
      "a name that ends with a hyphen",
      ({ balancing, vpcId }) => balancing.createTargetGroup({ Name: "a-", Protocol: "TCP", Port: 1, VpcId: vpcId }),
      "ValidationError",
      /begin or end/,
    ],
    [
      "a name that begins with internal-",
      ({ balancing, subnets }) => balancing.createLoadBalancer({ Name: "internal-a", Subnets: subnets }),
      "ValidationError",
      /internal-/,
    ],
    [
      "its name with other settings",
      ({ balancing, subnets }) =>
        balancing.createLoadBalancer({ Name: "front", Type: "network", Scheme: "internal", Subnets: subnets }),
      "DuplicateLoadBalancerNameException",
      /different settings/,
    ],
    [
      "an unknown subnet",
      ({ balancing }) =>
        balancing.createLoadBalancer({ Name: "b", Type: "network", Subnets: ["subnet-0123456789abcdef0"] }),
      "SubnetNotFoundException",
      /subnet-0123456789abcdef0/,
    ],
    [
      "one zone for an application load balancer",
      ({ balancing, subnets }) => balancing.createLoadBalancer({ Name: "b", Subnets: subnets.slice(0, 1) }),
      "ValidationError",
      /At least two subnets/,
    ],
    [
      "two subnets of a zone",
      async ({ balancing, ec2, subnets, vpcId }) => {
        const twin = (
          await ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.9.0/24", AvailabilityZone: "us-west-2a" })
        ).Subnet?.SubnetId;
        await balancing.createLoadBalancer({ Name: "b", Type: "network", Subnets: [the(subnets[0]), the(twin)] });
      },
      "InvalidConfigurationRequestException",
      /same Availability Zone/,
    ],
    [
      "an unknown security group",
      ({ balancing, subnets }) =>
        balancing.createLoadBalancer({ Name: "b", Subnets: subnets, SecurityGroups: ["sg-0123456789abcdef0"] }),
      "InvalidSecurityGroupException",
      /do not exist/,
    ],
    [
      "an unknown allocation",
      ({ balancing, subnets }) =>
        balancing.createLoadBalancer({
          Name: "b",
          Type: "network",
          SubnetMappings: [{ SubnetId: subnets[0], AllocationId: "eipalloc-0123456789abcdef0" }],
        }),
      "AllocationIdNotFoundException",
      /eipalloc/,
    ],
    [
      "a scheme of one's own making",
      ({ balancing, subnets }) =>
        balancing.createLoadBalancer({ Name: "b", Scheme: "private" as "internal", Subnets: subnets }),
      "ValidationError",
      /enum value set/,
    ],
    [
      "an unknown balancer",
      ({ balancing }) => balancing.describeLoadBalancers({ Names: ["nobody"] }),
      "LoadBalancerNotFoundException",
      /nobody/,
    ],
    [
      "what is no ARN",
      ({ balancing }) => balancing.describeLoadBalancers({ LoadBalancerArns: ["front"] }),
      "ValidationError",
      /not a valid load balancer ARN/,
    ],
    [
      "a target group's name with other settings",
      ({ balancing, vpcId }) =>
        balancing.createTargetGroup({ Name: "workers", Protocol: "TCP", Port: 81, VpcId: vpcId }),
      "DuplicateTargetGroupNameException",
      /different settings/,
    ],
    [
      "a target group in an unknown VPC",
      ({ balancing }) =>
        balancing.createTargetGroup({ Name: "t", Protocol: "TCP", Port: 80, VpcId: "vpc-0123456789abcdef0" }),
      "ValidationError",
      /is not found/,
    ],
    [
      "a health check slower than its interval",
      ({ balancing, vpcId }) =>
        balancing.createTargetGroup({
          Name: "t",
          Protocol: "TCP",
          Port: 80,
          VpcId: vpcId,
          HealthCheckIntervalSeconds: 10,
          HealthCheckTimeoutSeconds: 10,
        }),
      "ValidationError",
      /greater than the timeout/,
    ],
    [
      "a path for a TCP check",
      ({ balancing, vpcId }) =>
        balancing.createTargetGroup({ Name: "t", Protocol: "TCP", Port: 80, VpcId: vpcId, HealthCheckPath: "/" }),
      "ValidationError",
      /not supported with health check protocol 'TCP'/,
    ],
    [
      "an unknown target group",
      ({ balancing }) => balancing.describeTargetGroups({ Names: ["nobody"] }),
      "TargetGroupNotFoundException",
      /nobody/,
    ],
    [
      "to forward to an unknown target group",
      ({ balancing, balancer }) =>
        balancing.createListener({
          LoadBalancerArn: balancer,
          Protocol: "TCP",
          Port: 81,
          DefaultActions: [{ Type: "forward", TargetGroupArn: `${nowhere}:targetgroup/x/0` }],
        }),
      "TargetGroupNotFoundException",
      /not found/,
    ],
    [
      "a second listener on a port",
      async (world) => {
        const other = (
          await world.balancing.createTargetGroup({ Name: "other", Protocol: "TCP", Port: 80, VpcId: world.vpcId })
        ).TargetGroups?.[0]?.TargetGroupArn;
        await world.balancing.createListener({
          LoadBalancerArn: world.balancer,
          Protocol: "TCP",
          Port: 80,
          DefaultActions: [{ Type: "forward", TargetGroupArn: other }],
        });
      },
      "DuplicateListenerException",
      /already exists on this port/,
    ],
    [
      "HTTP on a network load balancer",
      (world) =>
        world.balancing.createListener({
          LoadBalancerArn: world.balancer,
          Protocol: "HTTP",
          Port: 81,
          DefaultActions: forward(world),
        }),
      "ValidationError",
      /must be one of/,
    ],
    [
      "TLS without a certificate",
      (world) =>
        world.balancing.createListener({
          LoadBalancerArn: world.balancer,
          Protocol: "TLS",
          Port: 81,
          DefaultActions: forward(world),
        }),
      "ValidationError",
      /certificate/,
    ],
    [
      "a UDP listener before a TCP target group",
      (world) =>
        world.balancing.createListener({
          LoadBalancerArn: world.balancer,
          Protocol: "UDP",
          Port: 81,
          DefaultActions: forward(world),
        }),
      "IncompatibleProtocolsException",
      /'UDP'/,
    ],
    [
      "a target group of another balancer",
      async (world) => {
        const other = the(
          (await world.balancing.createLoadBalancer({ Name: "other", Type: "network", Subnets: world.subnets }))
            .LoadBalancers?.[0]?.LoadBalancerArn,
        );
        await world.balancing.createListener({
          LoadBalancerArn: other,
          Protocol: "TCP",
          Port: 80,
          DefaultActions: forward(world),
        });
      },
      "TargetGroupAssociationLimitException",
      /more than one load balancer/,
    ],
    [
      "a rule on a network load balancer",
      (world) =>
        world.balancing.createRule({
          ListenerArn: world.listener,
          Priority: 1,
          Conditions: [{ Field: "path-pattern", Values: ["/a"] }],
          Actions: forward(world),
        }),
      "InvalidConfigurationRequestException",
      /application load balancers only/,
    ],
    [
      "to delete a target group in use",
      ({ balancing, target }) => balancing.deleteTargetGroup({ TargetGroupArn: target }),
      "ResourceInUseException",
      /in use by a listener/,
    ],
    [
      "to delete a protected balancer",
      async ({ balancing, balancer }) => {
        await balancing.modifyLoadBalancerAttributes({
          LoadBalancerArn: balancer,
          Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
        });
        await balancing.deleteLoadBalancer({ LoadBalancerArn: balancer });
      },
      "OperationNotPermittedException",
      /deletion protection/,
    ],
    [
      "an attribute that it does not have",
      ({ balancing, balancer }) =>
        balancing.modifyLoadBalancerAttributes({
          LoadBalancerArn: balancer,
          Attributes: [{ Key: "idle_timeout.timeout_seconds", Value: "5" }],
        }),
      "ValidationError",
      /not recognized/,
    ],
    [
      "an instance that does not run",
      ({ balancing, target }) =>
        balancing.registerTargets({ TargetGroupArn: target, Targets: [{ Id: "i-0123456789abcdef0" }] }),
      "InvalidTargetException",
      /not in a running state/,
    ],
    [
      "tags of 21 resources",
      ({ balancing, balancer }) => balancing.describeTags({ ResourceArns: Array.from({ length: 21 }, () => balancer) }),
      "ValidationError",
      /'20'/,
    ],
    [
      "a key twice",
      ({ balancing, balancer }) => balancing.addTags({ ResourceArns: [balancer], Tags: [{ Key: "a" }, { Key: "a" }] }),
      "DuplicateTagKeysException",
      /'a'/,
    ],
    [
      "to list the listeners of nothing",
      ({ balancing }) => balancing.describeListeners({}),
      "ValidationError",
      /either listener ARNs or a load balancer ARN/,
    ],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});

it("what exists with the same settings is answered again: balancer, target group, listener", async () => {
  const world = await balanced(await withNetwork({ latency: "none" }));
  const again = await world.balancing.createLoadBalancer({
    Name: "front",
    Type: "network",
    Subnets: world.subnets.toReversed(),
  });
  expect(again.LoadBalancers?.[0]?.LoadBalancerArn).toBe(world.balancer);
  const target = await world.balancing.createTargetGroup({
    Name: "workers",
    Protocol: "TCP",
    Port: 80,
    VpcId: world.vpcId,
  });
  expect(target.TargetGroups?.[0]).toMatchObject({ TargetGroupArn: world.target, LoadBalancerArns: [world.balancer] });
  const listener = await world.balancing.createListener({
    LoadBalancerArn: world.balancer,
    Protocol: "TCP",
    Port: 80,
    DefaultActions: [{ Type: "forward", TargetGroupArn: world.target }],
  });
  expect(listener.Listeners?.[0]?.ListenerArn).toBe(world.listener);
});

it("a balancer is provisioning for 156 s; its targets are healthy 270 s after it is active", async () => {
  const world = await balanced(await withNetwork());
  const { ec2, balancing, target, account } = world;
  const id = the(
    (
      await ec2.runInstances({
        MinCount: 1,
        MaxCount: 1,
        ImageId: world.imageId,
        InstanceType: "t3.small",
        SubnetId: world.subnets[0],
      })
    ).Instances?.[0]?.InstanceId,
  );
  await account.clock.sleep(seconds(20));
  await balancing.registerTargets({ TargetGroupArn: target, Targets: [{ Id: id }] });
  const health = async (): Promise<string | undefined> =>
    (await balancing.describeTargetHealth({ TargetGroupArn: target })).TargetHealthDescriptions?.[0]?.TargetHealth
      ?.State;
  expect([await stateOf(world), await health()]).toEqual(["provisioning", "initial"]);
  await account.clock.sleep(seconds(156));
  expect([await stateOf(world), await health()]).toEqual(["active", "initial"]);
  await account.clock.sleep(seconds(270));
  expect(await health()).toBe("healthy");
  await balancing.deregisterTargets({ TargetGroupArn: target, Targets: [{ Id: id }] });
  expect(await health()).toBe("draining");
  await account.clock.sleep(seconds(300));
  expect(await health()).toBeUndefined();
});

it("one that faces the internet from a VPC without a gateway never becomes active; an internal one does", async () => {
  for (const [scheme, end] of [
    ["internet-facing", "provisioning"],
    ["internal", "active"],
  ] as const) {
    const network = await withNetwork();
    await network.ec2.detachInternetGateway({ InternetGatewayId: network.gatewayId, VpcId: network.vpcId });
    const world = await balanced(network, scheme);
    await world.account.clock.sleep(seconds(3600));
    expect(await stateOf(world)).toBe(end);
  }
});

it("interfaces of a deleted balancer block its subnet and the gateway for two minutes, then vanish", async () => {
  const world = await balanced(await withNetwork());
  const { balancing, ec2, subnets, account } = world;
  const interfaces = await elbInterfaces(world);
  expect(interfaces.map(({ SubnetId }) => SubnetId).toSorted()).toEqual(subnets.toSorted());
  expect(interfaces[0]).toMatchObject({
    RequesterId: "amazon-elb",
    RequesterManaged: true,
    Status: "in-use",
    Attachment: { InstanceOwnerId: "amazon-elb" },
  });
  await balancing.deleteLoadBalancer({ LoadBalancerArn: world.balancer });
  expect((await balancing.describeLoadBalancers({})).LoadBalancers).toEqual([]);
  await balancing.deleteTargetGroup({ TargetGroupArn: world.target });
  await expectRefusal(ec2.deleteSubnet({ SubnetId: subnets[0] }), "DependencyViolation", /dependencies/);
  await expectRefusal(
    ec2.detachInternetGateway({ InternetGatewayId: world.gatewayId, VpcId: world.vpcId }),
    "DependencyViolation",
    /mapped public address/,
  );
  await account.clock.sleep(seconds(120));
  expect(await elbInterfaces(world)).toEqual([]);
  await ec2.deleteSubnet({ SubnetId: subnets[0] });
  await ec2.detachInternetGateway({ InternetGatewayId: world.gatewayId, VpcId: world.vpcId });
});

it("a static address belongs to the balancer while it lives", async () => {
  const world = await withNetwork();
  const allocation = the((await world.ec2.allocateAddress({})).AllocationId);
  const made = await world.balancing.createLoadBalancer({
    Name: "front",
    Type: "network",
    SubnetMappings: [{ SubnetId: world.subnets[0], AllocationId: allocation }],
  });
  expect(made.LoadBalancers?.[0]?.AvailabilityZones?.[0]?.LoadBalancerAddresses?.[0]?.AllocationId).toBe(allocation);
  await expectRefusal(world.ec2.releaseAddress({ AllocationId: allocation }), "InvalidIPAddress.InUse", /./);
  await expectRefusal(
    world.balancing.createLoadBalancer({
      Name: "rival",
      Type: "network",
      SubnetMappings: [{ SubnetId: world.subnets[1], AllocationId: allocation }],
    }),
    "ResourceInUseException",
    /not available/,
  );
});

it("rules of an application load balancer: a priority once, the default rule for ever", async () => {
  const world = await withNetwork({ latency: "none" });
  const { balancing, subnets, vpcId } = world;
  const balancer = the(
    (await balancing.createLoadBalancer({ Name: "web", Subnets: subnets })).LoadBalancers?.[0]?.LoadBalancerArn,
  );
  const target = the(
    (await balancing.createTargetGroup({ Name: "web", Protocol: "HTTP", Port: 80, VpcId: vpcId })).TargetGroups?.[0]
      ?.TargetGroupArn,
  );
  const actions = [{ Type: "forward" as const, TargetGroupArn: target }];
  const listener = the(
    (await balancing.createListener({ LoadBalancerArn: balancer, Protocol: "HTTP", Port: 80, DefaultActions: actions }))
      .Listeners?.[0]?.ListenerArn,
  );
  const rule = {
    ListenerArn: listener,
    Priority: 10,
    Conditions: [{ Field: "path-pattern", Values: ["/fleet/*"] }],
    Actions: actions,
  };
  await balancing.createRule(rule);
  await expectRefusal(balancing.createRule(rule), "PriorityInUseException", /'10'/);
  const shown = (await balancing.describeRules({ ListenerArn: listener })).Rules ?? [];
  expect(shown.map(({ Priority, IsDefault }) => [Priority, IsDefault])).toEqual([
    ["10", false],
    ["default", true],
  ]);
  await expectRefusal(
    balancing.deleteRule({ RuleArn: the(shown[1]?.RuleArn) }),
    "OperationNotPermittedException",
    /Default rule/,
  );
});

describe("a balancer that is refused leaves nothing behind", () => {
  /** How often `work` was refused for an id not seen yet, until it was not. */
  async function untilSeen(world: ServiceWorld, code: string, work: () => Promise<unknown>): Promise<number> {
    for (let refused = 0; ; refused++) {
      try {
        await work();
        return refused;
      } catch (error) {
        expect(error).toMatchObject({ name: code });
        await world.account.clock.sleep(100);
      }
    }
  }

  async function grounds(seed: number) {
    const world = serviceWorld({ seed, staleReads: true });
    const { ec2, account } = world;
    const vpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
    await account.clock.sleep(3000);
    const subnetIn = async (zone: string, third: number) =>
      the(
        (
          await ec2.createSubnet({
            VpcId: vpcId,
            CidrBlock: `10.0.${third}.0/24`,
            AvailabilityZone: `us-west-2${zone}`,
          })
        ).Subnet?.SubnetId,
      );
    return { ...world, vpcId, subnetIn };
  }

  function interfacesOf({ account }: ServiceWorld): number {
    return account.inventory().filter(({ type }) => type === "network-interface").length;
  }

  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

  it("for a subnet that is not seen yet, when it is made", async () => {
    let refused = 0;
    for (const seed of seeds) {
      const world = await grounds(seed);
      const old = await world.subnetIn("a", 0);
      await world.account.clock.sleep(3000);
      const Subnets = [old, await world.subnetIn("b", 1)];
      const input = { Name: "front", Type: "network" as const, Scheme: "internal" as const, Subnets };
      await world.account.clock.sleep(1);
      refused += await untilSeen(world, "SubnetNotFoundException", () => world.balancing.createLoadBalancer(input));
      expect(interfacesOf(world)).toBe(2);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("for a subnet that is not seen yet, when it gains zones", async () => {
    let refused = 0;
    for (const seed of seeds) {
      const world = await grounds(seed);
      const [first, second] = [await world.subnetIn("a", 0), await world.subnetIn("b", 1)];
      await world.account.clock.sleep(3000);
      const made = await world.balancing.createLoadBalancer({ Name: "front", Type: "network", Subnets: [first] });
      const LoadBalancerArn = the(made.LoadBalancers?.[0]?.LoadBalancerArn);
      const Subnets = [first, second, await world.subnetIn("c", 2)];
      await world.account.clock.sleep(1);
      refused += await untilSeen(world, "SubnetNotFoundException", () =>
        world.balancing.setSubnets({ LoadBalancerArn, Subnets }),
      );
      expect(interfacesOf(world)).toBe(3);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("for another subnet of a zone that a network balancer leaves, which takes two calls", async () => {
    const world = await grounds(1);
    const [first, second, other] = [
      await world.subnetIn("a", 0),
      await world.subnetIn("b", 1),
      await world.subnetIn("b", 2),
    ];
    await world.account.clock.sleep(3000);
    const input = { Name: "front", Type: "network" as const, Subnets: [the(first), the(second)] };
    const made = await world.balancing.createLoadBalancer(input);
    const LoadBalancerArn = the(made.LoadBalancers?.[0]?.LoadBalancerArn);
    const into = (...Subnets: readonly string[]) =>
      world.balancing.setSubnets({ LoadBalancerArn, Subnets: [...Subnets] });
    await expectRefusal(into(first, other), "InvalidConfigurationRequestException");
    await into(first);
    const { AvailabilityZones = [] } = await into(first, other);
    expect(AvailabilityZones.map(({ SubnetId }) => SubnetId)).toEqual([first, other]);
    await world.account.clock.sleep(600_000);
    expect(interfacesOf(world)).toBe(2);
  });

  it("for a security group that is not seen yet, in a code of its own service", async () => {
    let refused = 0;
    for (const seed of seeds) {
      const world = await grounds(seed);
      const Subnets = [await world.subnetIn("a", 0)];
      await world.account.clock.sleep(3000);
      const group = await world.ec2.createSecurityGroup({ VpcId: world.vpcId, GroupName: "g", Description: "g" });
      const input = { Name: "front", Type: "network" as const, Subnets, SecurityGroups: [the(group.GroupId)] };
      await world.account.clock.sleep(1);
      refused += await untilSeen(world, "InvalidSecurityGroupException", () =>
        world.balancing.createLoadBalancer(input),
      );
      expect(interfacesOf(world)).toBe(1);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("for an address that its second subnet cannot give", async () => {
    const world = await withNetwork({ latency: "none" });
    await expectRefusal(
      world.balancing.createLoadBalancer({
        Name: "front",
        Type: "network",
        Scheme: "internal",
        SubnetMappings: [
          { SubnetId: world.subnets[0], PrivateIPv4Address: "10.0.0.20" },
          { SubnetId: world.subnets[1], PrivateIPv4Address: "10.0.0.21" },
        ],
      }),
      "InvalidConfigurationRequestException",
      /10\.0\.0\.21 does not fall within/,
    );
    expect(interfacesOf(world)).toBe(0);
  });
});
