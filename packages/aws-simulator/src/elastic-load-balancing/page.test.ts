import { it } from "vitest";
import { the, withNetwork } from "../../test/service-world.ts";
import { expectTwoPages } from "../../test/two-pages.ts";

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

const listings: readonly (readonly [string, (world: World, cut: object) => Promise<object>])[] = [
  ["DescribeLoadBalancers", ({ balancing }, cut) => balancing.describeLoadBalancers(cut)],
  ["DescribeTargetGroups", ({ balancing }, cut) => balancing.describeTargetGroups(cut)],
  ["DescribeListeners", ({ balancing, ofBalancer }, cut) => balancing.describeListeners({ ...ofBalancer, ...cut })],
  ["DescribeRules", ({ balancing, ofListener }, cut) => balancing.describeRules({ ...ofListener, ...cut })],
];

it.each(listings)("%s is cut by PageSize and goes on at its Marker", async (_, list) => {
  const world = await twoOfEverything();
  const words = { size: "PageSize", token: "Marker", next: "NextMarker", refusal: "ValidationError" };
  await expectTwoPages(words, (cut) => list(world, cut));
});
