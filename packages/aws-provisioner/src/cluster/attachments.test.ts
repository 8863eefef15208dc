import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret, workers, type WorkersOptions } from "@drydock/core";
import type { MetadataBearer, Pluggable } from "@smithy/types";
import { describe, expect, it } from "vitest";
import type { Clock } from "../engine/clock.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const zoned = (zones: number) =>
  network({ cidr: "10.1.0.0/16", zones, nat: "none", endpoints: [], tiers: { public: {} } });
const net = zoned(2);
const pool = (...ports: readonly number[]) =>
  workers({
    subnets: "public",
    size: { min: 1, desired: 2, max: 4 },
    expose: ports.map((port) => ({ port, balancer: "front", name: `web-${port}` })),
  });

function port(pools: Readonly<Record<string, ReturnType<typeof pool>>>, within = net) {
  return blueprint("port", { network: within, pools });
}

/** An account with such a cluster, and what later runs ask of it. */
async function standing(before: ReturnType<typeof port>) {
  const account = simulateAccount({ seed: "attached", latency: "typical" });
  await createCluster(before, account.connection);
  const asked = () => account.calls.map(({ operation }) => operation);
  return { ...account, asked };
}

/** Answers of AWS for so many seconds, in which a target group is still being attached. */
function adding(clock: Pick<Clock, "now">, seconds: number): Pluggable<object, MetadataBearer> {
  const until = clock.now() + seconds * 1000;
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName }) =>
          async (request) => {
            const answer = await next(request);
            const { LoadBalancerTargetGroups: all } = answer.output as { LoadBalancerTargetGroups?: object[] };
            if (commandName !== "DescribeLoadBalancerTargetGroupsCommand" || clock.now() >= until) return answer;
            const LoadBalancerTargetGroups = all?.map((one) => ({ ...one, State: "Adding" }));
            return { ...answer, output: { ...answer.output, LoadBalancerTargetGroups } };
          },
        { step: "initialize", priority: "high", name: "adding" },
      ),
  };
}

describe("a pool behind a balancer", () => {
  it("is made with its target groups, for which nothing further is called", async () => {
    const { calls, asked, connection } = await standing(port({ web: pool(80, 443) }));
    expect(asked().filter((operation) => /LoadBalancerTargetGroups/.test(operation))).toEqual([]);
    const made = calls.filter(({ operation }) => operation === "CreateAutoScalingGroup");
    expect(made.map(({ input }) => (input as { TargetGroupARNs?: string[] }).TargetGroupARNs?.length)).toEqual([2]);
    const { resources } = await describeCluster("port", connection);
    expect(resources.flatMap(({ address, status }) => (address.startsWith("attachment/") ? [status] : []))).toEqual([
      "ready",
      "ready",
    ]);
  });

  it("that comes to another service is attached to it, and its machines are waited for", async () => {
    const { calls, connection } = await standing(port({ web: pool(80) }));
    const from = calls.length;
    await createCluster(port({ web: pool(80, 443) }), connection);
    const later = calls.slice(from).map(({ operation }) => operation);
    const order = later.filter((operation) => /LoadBalancerTargetGroups|CreateListener/.test(operation));
    expect(order).toEqual(["AttachLoadBalancerTargetGroups", "DescribeLoadBalancerTargetGroups", "CreateListener"]);
    expect((await planCluster(port({ web: pool(80, 443) }), connection)).steps).toEqual([]);
  });

  it.each([
    ["waits for it where it is still on its way, and says so once", 20, 1],
    ["is not told to wait for it where it is there", 0, 0],
  ])("whose listener is made anew while its attachment stands %s", async (_how, seconds, told) => {
    const wanted = port({ web: pool(80) });
    const { calls, clock, connection, handle } = await standing(wanted);
    const { resources } = await describeCluster("port", connection);
    const listener = resources.find(({ address }) => address === "listener/front/80");
    await handle("ElasticLoadBalancingV2", "DeleteListener", { ListenerArn: listener?.id });
    // By now no listing is behind, and what is missing has gone.
    await clock.sleep(180_000);
    const plugins = [adding(clock, seconds), ...connection.plugins];
    const began = clock.now();
    const from = calls.length;
    const reasons: string[] = [];
    for await (const event of createCluster(wanted, { ...connection, plugins }))
      if (event.type === "waiting") reasons.push(event.reason);
    const made = calls.slice(from).find(({ operation }) => operation === "CreateListener");
    expect((made?.start ?? 0) - began).toBeGreaterThanOrEqual(seconds * 1000);
    expect(reasons.filter((reason) => /^until attachment\/web-80-\w+\/web is stable$/.test(reason)).length).toBe(told);
    expect(calls.slice(from).some(({ operation }) => operation === "DescribeLoadBalancerTargetGroups")).toBe(true);
  });
});

it("a pool that lets go of a subnet waits for no target group that it was made with to serve", async () => {
  const { connection } = await standing(port({ web: pool(80) }));
  const { steps } = await planCluster(port({ web: pool(80) }, zoned(1)), connection);
  expect(steps.find(({ id }) => id === "update auto-scaling-group/web")?.awaits).toBeUndefined();
});

it("the calls of an empty plan are as many for one machine, pool and secret as for several", async () => {
  const emptyPlan = async (wanted: Parameters<typeof createCluster>[0]) => {
    const account = simulateAccount({ seed: "calls", latency: "none" });
    const options = { ...account.connection, environment: { TIDE: "low" } };
    await createCluster(wanted, options);
    const from = account.calls.length;
    expect((await planCluster(wanted, options)).steps).toEqual([]);
    return account.calls
      .slice(from)
      .map(({ operation }) => operation)
      .toSorted();
  };
  const of = (names: readonly string[]) => {
    const named = <Made>(prefix: string, make: (at: number) => Made) =>
      Object.fromEntries(names.map((name, at) => [`${prefix}-${name}`, make(at)]));
    const fixed: WorkersOptions = { subnets: "public", size: { min: 1, desired: names.length, max: 9 } };
    return blueprint("port", {
      network: net,
      pools: {
        ...named("web", (at) => pool(8000 + at)),
        ...named("plain", () => workers(fixed)),
        db: machines({ subnets: "public", count: names.length, volume: {} }),
      },
      secrets: named("tide", () => secret.text({ fromEnv: "TIDE" })),
    });
  };
  expect(await emptyPlan(of(["a", "b", "c", "d"]))).toEqual(await emptyPlan(of(["a"])));
});
