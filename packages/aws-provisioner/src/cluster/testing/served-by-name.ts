import type { SimulatedAccount } from "@drydock/aws-simulator";

const balancing = "ElasticLoadBalancingV2";

/** Seconds for which the answer to a name is kept: of an alias of a balancer. */
const remembered = 60;

interface Target {
  readonly Target: { readonly Id: string };
  readonly TargetHealth: { readonly State: string };
}
interface Forward {
  readonly TargetGroupArn: string;
  readonly Weight?: number;
}

/** Looks, as a client in the network does, whether a name of its zone leads to anybody. */
export function serving(account: SimulatedAccount, name: string) {
  const asked = <Answer>(service: string, operation: string, input: object) =>
    account.handle(service, operation, input) as Promise<Answer>;

  async function leadsTo(): Promise<string | undefined> {
    const { HostedZones } = await asked<{ HostedZones: { Id: string }[] }>("Route53", "ListHostedZones", {});
    const [{ Id: HostedZoneId } = { Id: "" }] = HostedZones;
    const { ResourceRecordSets } = await asked<{
      ResourceRecordSets: { Name: string; AliasTarget?: { DNSName: string } }[];
    }>("Route53", "ListResourceRecordSets", { HostedZoneId });
    const set = ResourceRecordSets.find(({ Name }) => Name === `${name}.`);
    return set?.AliasTarget?.DNSName.replace(/\.$/, "");
  }

  /** What keeps a balancer from sending to anybody; undefined where it sends to some. */
  async function lacking(dnsName: string): Promise<string | undefined> {
    const { LoadBalancers } = await asked<{
      LoadBalancers: {
        DNSName: string;
        LoadBalancerArn: string;
        State: { Code: string };
        SecurityGroups: readonly string[];
      }[];
    }>(balancing, "DescribeLoadBalancers", {});
    const balancer = LoadBalancers.find(({ DNSName }) => DNSName.toLowerCase() === dnsName);
    if (balancer?.State.Code !== "active") return `${dnsName} is ${balancer?.State.Code ?? "gone"}`;
    const used = await usedBy(balancer.LoadBalancerArn);
    if (used.length === 0) return `${dnsName} has no listener`;
    const all = await Promise.all(used.map((arn) => unreached(arn, balancer.SecurityGroups)));
    const lack = all.find((one) => one !== undefined);
    if (lack === undefined) return undefined;
    // To look takes several calls: what was left meanwhile was not served by when its nodes were asked about.
    const moved = (await usedBy(balancer.LoadBalancerArn)).join() !== used.join();
    return moved ? lacking(dnsName) : lack;
  }

  /** The target groups to which the listeners of a balancer send. */
  async function usedBy(LoadBalancerArn: string): Promise<string[]> {
    const { Listeners } = await asked<{
      Listeners: { DefaultActions: { ForwardConfig: { TargetGroups: Forward[] } }[] }[];
    }>(balancing, "DescribeListeners", { LoadBalancerArn });
    const forwards = Listeners.flatMap(({ DefaultActions }) => DefaultActions[0]?.ForwardConfig.TargetGroups ?? []);
    return forwards.flatMap(({ TargetGroupArn, Weight = 1 }) => (Weight > 0 ? [TargetGroupArn] : []));
  }

  async function unreached(TargetGroupArn: string, from: readonly string[]): Promise<string | undefined> {
    const { TargetHealthDescriptions } = await asked<{ TargetHealthDescriptions: Target[] }>(
      balancing,
      "DescribeTargetHealth",
      { TargetGroupArn },
    );
    const healthy = TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth.State === "healthy");
    const { TargetGroups } = await asked<{ TargetGroups: { Port: number }[] }>(balancing, "DescribeTargetGroups", {
      TargetGroupArns: [TargetGroupArn],
    });
    const port = TargetGroups[0]?.Port ?? 0;
    const { SecurityGroups } = await asked<{
      SecurityGroups: {
        IpPermissions: { FromPort?: number; ToPort?: number; UserIdGroupPairs?: { GroupId: string }[] }[];
      }[];
    }>("EC2", "DescribeSecurityGroups", {});
    const isOpen = SecurityGroups.some(({ IpPermissions }) =>
      IpPermissions.some(
        ({ FromPort = 0, ToPort = 0, UserIdGroupPairs = [] }) =>
          FromPort <= port && port <= ToPort && UserIdGroupPairs.some(({ GroupId }) => from.includes(GroupId)),
      ),
    );
    if (!isOpen) return `nothing lets ${TargetGroupArn} be reached on ${port}`;
    return healthy.length === 0 ? `nobody in ${TargetGroupArn} is healthy` : undefined;
  }

  const led = new Map<string, number>();

  /** What is wrong at this moment, for one who asks for the name now or has asked a moment ago. */
  async function now(): Promise<string[]> {
    const at = account.clock.now();
    const current = await leadsTo();
    if (current === undefined) return [`${name} leads nowhere`];
    led.set(current, at);
    const known = [...led].filter(([, since]) => at - since <= remembered * 1000).map(([one]) => one);
    return (await Promise.all(known.map(lacking))).filter((one) => one !== undefined);
  }

  /** What was wrong at any moment of what is done, each once. */
  async function during(work: PromiseLike<unknown>) {
    let over = false;
    const end = work.then(
      () => undefined,
      (error: unknown) => error,
    );
    void end.then(() => (over = true));
    const lost = new Set<string>();
    while (!over) {
      for (const one of await now()) lost.add(one);
      await account.clock.sleep(5000);
    }
    return { lost: [...lost], error: await end };
  }
  return { now, during };
}
