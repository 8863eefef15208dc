import { expect, it } from "vitest";
import { expectRefusal, serviceWorld, type ServiceWorld, the, withNetwork } from "../../test/service-world.ts";
import type { PageInput } from "./page.ts";

const nowhere = "arn:aws:elasticloadbalancing:us-west-2:123456789012";

it.each<[string, string, string, RegExp]>([
  ["load balancer", "loadbalancer/net/a/0", "LoadBalancerNotFoundException", /^Load balancer 'arn:.*a\/0' not found$/],
  ["target group", "targetgroup/a/0", "TargetGroupNotFoundException", /^Target groups 'arn:.*a\/0' not found$/],
  ["listener", "listener/net/a/0/0", "ListenerNotFoundException", /^One or more listeners not found$/],
  ["rule", "listener-rule/net/a/0/0/0", "RuleNotFoundException", /^One or more rules not found$/],
  ["resource of a kind that there is not", "certificate/0", "ValidationError", /is not a valid ARN/],
])("refuses a %s that is not there", async (_, rest, name, words) => {
  const { balancing } = serviceWorld({ latency: "none" });
  await expectRefusal(balancing.describeTags({ ResourceArns: [`${nowhere}:${rest}`] }), name, words);
});

it.each<[string, (balancing: ServiceWorld["balancing"], arn: string) => Promise<unknown>]>([
  ["load balancer", (balancing, arn) => balancing.deleteLoadBalancer({ LoadBalancerArn: arn })],
  ["target group", (balancing, arn) => balancing.deleteTargetGroup({ TargetGroupArn: arn })],
  ["listener", (balancing, arn) => balancing.deleteListener({ ListenerArn: arn })],
  ["rule", (balancing, arn) => balancing.deleteRule({ RuleArn: arn })],
])("refuses what is no ARN of a %s", async (noun, remove) => {
  const { balancing } = serviceWorld({ latency: "none" });
  const arn = `${nowhere}:volume/0`;
  await expectRefusal(remove(balancing, arn), "ValidationError", new RegExp(`^'${arn}' is not a valid ${noun} ARN$`));
});

/** An account with two balancers and two target groups, and two listeners of the first balancer. */
async function twoOfEverything() {
  const world = await withNetwork({ latency: "none" });
  const { balancing, vpcId, subnets } = world;
  const balancers: string[] = [];
  for (const Name of ["a", "b"]) {
    const { LoadBalancers } = await balancing.createLoadBalancer({ Name, Subnets: subnets });
    balancers.push(the(LoadBalancers?.[0]?.LoadBalancerArn));
    await balancing.createTargetGroup({ Name, Protocol: "HTTP", Port: 80, VpcId: vpcId });
  }
  const ofBalancer = { LoadBalancerArn: the(balancers[0]) };
  const DefaultActions = [{ Type: "fixed-response" as const, FixedResponseConfig: { StatusCode: "404" } }];
  const listeners: string[] = [];
  for (const Port of [80, 81]) {
    const { Listeners } = await balancing.createListener({ ...ofBalancer, Protocol: "HTTP", Port, DefaultActions });
    listeners.push(the(Listeners?.[0]?.ListenerArn));
  }
  const ofListener = { ListenerArn: the(listeners[0]) };
  const Conditions = [{ Field: "path-pattern", Values: ["/a"] }];
  await balancing.createRule({ ...ofListener, Priority: 1, Conditions, Actions: DefaultActions });
  return { ...world, ofBalancer, ofListener };
}

type World = Awaited<ReturnType<typeof twoOfEverything>>;

interface Listing {
  readonly NextMarker?: string | undefined;
}

const listings: readonly (readonly [string, (world: World, cut: PageInput) => Promise<Listing>])[] = [
  ["DescribeLoadBalancers", ({ balancing }, cut) => balancing.describeLoadBalancers(cut)],
  ["DescribeTargetGroups", ({ balancing }, cut) => balancing.describeTargetGroups(cut)],
  ["DescribeListeners", ({ balancing, ofBalancer }, cut) => balancing.describeListeners({ ...ofBalancer, ...cut })],
  ["DescribeRules", ({ balancing, ofListener }, cut) => balancing.describeRules({ ...ofListener, ...cut })],
];

function rowsOf(answer: Listing): unknown[] {
  return Object.values(answer).flatMap((member: unknown) => (Array.isArray(member) ? member : []));
}

it.each(listings)("%s is cut by PageSize and goes on at its Marker", async (_, list) => {
  const world = await twoOfEverything();
  const whole = await list(world, {});
  const first = await list(world, { PageSize: 1 });
  const second = await list(world, { Marker: the(first.NextMarker) });
  expect([whole, first, second].map((answer) => rowsOf(answer).length)).toEqual([2, 1, 1]);
  expect([...rowsOf(first), ...rowsOf(second)]).toEqual(rowsOf(whole));
  expect([whole.NextMarker, second.NextMarker]).toEqual([undefined, undefined]);
  await expectRefusal(list(world, { Marker: "banana" }), "ValidationError", /^Invalid marker$/);
});
