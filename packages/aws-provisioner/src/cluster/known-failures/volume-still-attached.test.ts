import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { during } from "./testing/during.ts";

const net = network({ cidr: "10.6.0.0/16", zones: 3, nat: "none", endpoints: [], tiers: { public: {} } });

/** Three machines, each with a volume without which it serves nothing. */
function quay(instanceType: string) {
  const db = machines({ subnets: "public", count: 3, instanceType, volume: {}, expose: [{ port: 5432 }] });
  return blueprint("quay", { network: net, pools: { db } });
}

/**
 * The cluster, standing. Its machines take an hour to end, and each that runs attaches its own volume, again
 * and again until it has it, as the script of its node does.
 */
async function standing() {
  const holding = new Set<string>();
  const lives = ({ id }: { readonly id: string }) => ({ serves: holding.has(id), lingers: 3600 });
  const rate = { isExceeded: false };
  const limited: Fault = ({ operation }) =>
    rate.isExceeded && operation === "AttachVolume" ? { kind: "refuse", code: "RequestLimitExceeded" } : undefined;
  const account = simulateAccount({ seed: "attached", latency: "typical", lives, faults: [limited] });
  const asked = (service: string, operation: string, input: object) =>
    account.handle(service, operation, input) as Promise<unknown>;

  const running = () => account.inventory().filter(({ type, state }) => type === "instance" && state === "running");
  const refused = new Set<string>();
  const attach = async () => {
    for (const { id: InstanceId, tags } of running().filter(({ id }) => !holding.has(id))) {
      const input = { InstanceId, VolumeId: tags["drydock:volume"], Device: "/dev/sdf" };
      await asked("EC2", "AttachVolume", input).then(
        () => holding.add(InstanceId),
        ({ name }: Error) => refused.add(name),
      );
    }
  };
  const healthy = async () => {
    const groups = await asked("ElasticLoadBalancingV2", "DescribeTargetGroups", {});
    const [group] = (groups as { readonly TargetGroups: readonly { readonly TargetGroupArn: string }[] }).TargetGroups;
    const input = { TargetGroupArn: group?.TargetGroupArn };
    const health = await asked("ElasticLoadBalancingV2", "DescribeTargetHealth", input);
    return JSON.stringify(health).split('"State":"healthy"').length - 1;
  };
  const least = { running: 3, healthy: 3 };
  const look = async () => {
    await attach();
    least.running = Math.min(least.running, running().length);
    least.healthy = Math.min(least.healthy, await healthy());
  };
  const volumes = () =>
    account.inventory().flatMap(({ type, id, tags }) => (type === "volume" && tags["drydock:address"] ? [id] : []));
  const types = () => running().map(({ attributes }) => attributes["type"]);

  const options = account.connection;
  expect(await during(account, createCluster(quay("t3.small"), options), attach)).toBeUndefined();
  await account.clock.sleep(600_000);
  const from = account.calls.length;
  /** What was launched and ended since then, in that order. */
  const sent = () =>
    account.calls.slice(from).filter(({ operation }) => /^(?:Run|Terminate)Instances$/.test(operation));
  return { account, options, look, least, refused, rate, types, volumes, sent };
}

const oneTurn = ["TerminateInstances", "RunInstances"];
const renewed = ["t3.medium", "t3.medium", "t3.medium"];

/**
 * A master that was to be replaced took an hour to end, and its successor could not have the volume meanwhile
 * (https://github.com/kubernetes/kops/issues/4128). Another roll, in which AttachVolume was refused for its
 * rate, went on to the next master all the same, until none of them had a volume
 * (https://github.com/kubernetes/kops/issues/5410).
 */
describe("machines that are replaced, and serve nothing without their volumes", () => {
  it("come one after the other, each when the volume of the one that ends is free, while all others serve", async () => {
    const { account, options, look, least, refused, types, volumes, sent } = await standing();
    const before = volumes();
    expect(await during(account, createCluster(quay("t3.medium"), options), look)).toBeUndefined();
    expect(least).toEqual({ running: 2, healthy: 2 });
    expect([...refused]).toEqual([]);
    expect(sent().map(({ operation }) => operation)).toEqual([...oneTurn, ...oneTurn, ...oneTurn]);
    const waited = [1, 3, 5].map((at) => (sent()[at]?.start ?? 0) - (sent()[at - 1]?.end ?? 0));
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(3_600_000);
    expect(types()).toEqual(renewed);
    expect(volumes()).toEqual(before);
    expect((await planCluster(quay("t3.medium"), options)).steps).toEqual([]);
  });

  it("stop at the first that does not get its volume, and go on when it has it", async () => {
    const { account, options, look, least, refused, rate, types, sent } = await standing();
    rate.isExceeded = true;
    const error = await during(account, createCluster(quay("t3.medium"), options), look);
    expect(error).toMatchObject({ code: "timed-out", address: expect.stringMatching(/^target\//) as string });
    expect([...refused]).toEqual(["RequestLimitExceeded"]);
    expect(sent().map(({ operation }) => operation)).toEqual(oneTurn);
    expect(least).toEqual({ running: 2, healthy: 2 });

    rate.isExceeded = false;
    expect(await during(account, createCluster(quay("t3.medium"), options), look)).toBeUndefined();
    expect(least).toEqual({ running: 2, healthy: 2 });
    expect(sent().map(({ operation }) => operation)).toEqual([...oneTurn, ...oneTurn, ...oneTurn]);
    expect(types()).toEqual(renewed);
    expect((await planCluster(quay("t3.medium"), options)).steps).toEqual([]);
  });
});
