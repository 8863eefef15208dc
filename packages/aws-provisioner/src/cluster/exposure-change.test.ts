import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type ExposureOptions, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const roles = {
  workers: (expose: readonly ExposureOptions[]) =>
    workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 }, expose: [...expose] }),
  machines: (expose: readonly ExposureOptions[]) => machines({ subnets: "public", count: 2, expose: [...expose] }),
} as const;

function port(role: keyof typeof roles, exposure: Partial<ExposureOptions>, instanceType = "t3.medium") {
  const net = network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} } });
  const web = { ...roles[role]([{ port: 80, ...exposure }]), instanceType };
  return blueprint("port", { network: net, pools: { web } });
}

describe.each(["workers", "machines"] as const)("of %s, what stands behind a listener that changes", (role) => {
  it.each<[string, Partial<ExposureOptions>, Partial<ExposureOptions>]>([
    ["its port", {}, { targetPort: 8080 }],
    ["its protocol", { protocol: "http" }, { protocol: "http", targetProtocol: "https" }],
    ["both", { protocol: "http" }, { protocol: "http", targetProtocol: "https", targetPort: 8443 }],
  ])("is replaced when %s changes, new first, and goes when nothing sends to it", async (_name, before, after) => {
    const { connection, calls } = simulateAccount({ seed: "exposure", latency: "typical" });
    const options = { ...connection, ledger: memoryLedger() };
    await createCluster(port(role, { drain: 0, ...before }), options);
    const [made, began] = [calls.length, connection.clock.now()];
    await createCluster(port(role, { drain: 0, ...after }), options);
    const took = connection.clock.now() - began;
    const operations = calls.slice(made).map(({ operation }) => operation);
    const at = (operation: string) => operations.lastIndexOf(operation);
    expect(at("CreateTargetGroup")).toBeGreaterThan(-1);
    expect(at("ModifyListener")).toBeGreaterThan(at("CreateTargetGroup"));
    expect(at("DeleteTargetGroup")).toBeGreaterThan(at("ModifyListener"));
    if (role === "workers") expect(at("DeleteTargetGroup")).toBeGreaterThan(at("DetachLoadBalancerTargetGroups"));
    // Nothing is refused and waited for: it comes to a handful of calls and the checks of the new targets.
    expect(operations.filter((operation) => operation === "DeleteTargetGroup")).toHaveLength(1);
    expect(took).toBeLessThan(300_000);
    expect((await planCluster(port(role, { drain: 0, ...after }), options)).steps).toEqual([]);
  });
});

it("how long a node drains changes in place, and is told without a call for each target group", async () => {
  const { connection, handle, calls } = simulateAccount({ seed: "exposure", latency: "none" });
  const options = { ...connection, ledger: memoryLedger() };
  await createCluster(port("workers", { drain: 30 }), options);
  const balancing = "ElasticLoadBalancingV2";
  const { TargetGroups } = (await handle(balancing, "DescribeTargetGroups", {})) as {
    readonly TargetGroups: readonly { readonly TargetGroupArn: string }[];
  };
  const TargetGroupArn = TargetGroups[0]?.TargetGroupArn;
  const Key = "deregistration_delay.timeout_seconds";
  const delay = async () => {
    const { Attributes } = (await handle(balancing, "DescribeTargetGroupAttributes", { TargetGroupArn })) as {
      readonly Attributes: readonly { readonly Key: string; readonly Value: string }[];
    };
    return Attributes.find((attribute) => attribute.Key === Key)?.Value;
  };
  expect([await delay(), (await planCluster(port("workers", { drain: 30 }), options)).steps]).toEqual(["30", []]);
  const { steps } = await planCluster(port("workers", {}), options);
  expect(steps).toMatchObject([
    { id: "update target-group/web", changes: [{ field: "drain", before: 30, after: 300, inPlace: true }] },
  ]);
  await createCluster(port("workers", {}), options);
  expect([await delay(), (await planCluster(port("workers", {}), options)).steps]).toEqual(["300", []]);
  const asked = calls.filter(({ operation }) => operation === "DescribeTargetGroupAttributes");
  // Those are the test's own.
  expect(asked).toHaveLength(2);
});

it.each(["workers", "machines"] as const)(
  "a drain that changes with %s that are replaced holds for each of them that leaves",
  async (role) => {
    const { connection, clock, calls } = simulateAccount({ seed: "exposure", latency: "typical" });
    const options = { ...connection, ledger: memoryLedger() };
    const made = (drain: number, instanceType: string) => port(role, { drain }, instanceType);
    await createCluster(made(0, "t3.small"), options);
    await clock.sleep(600_000);
    const before = calls.length;
    const plan = await planCluster(made(120, "t3.medium"), options);
    const drained = plan.steps.find(({ address }) => address === "target-group/web");
    expect(drained).toMatchObject({ action: "update", changes: [{ field: "drain" }] });
    const after = plan.steps.filter(({ needs }) => needs.some(({ step }) => step === drained?.id));
    const leaving = role === "workers" ? "auto-scaling-group" : "target";
    expect(after.map(({ kind }) => kind)).toContain(leaving);
    await createCluster(made(120, "t3.medium"), options);
    const since = calls.slice(before);
    const first = role === "workers" ? "StartInstanceRefresh" : "DeregisterTargets";
    const told = since.find(({ operation }) => operation === "ModifyTargetGroupAttributes");
    const began = since.find(({ operation }) => operation === first);
    expect(began?.start).toBeGreaterThanOrEqual(told?.end ?? Infinity);
    expect((await planCluster(made(120, "t3.medium"), options)).steps).toEqual([]);
  },
);
