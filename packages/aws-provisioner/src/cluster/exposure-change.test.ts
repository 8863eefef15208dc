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

function port(role: keyof typeof roles, exposure: Partial<ExposureOptions>) {
  const net = network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} } });
  return blueprint("port", { network: net, pools: { web: roles[role]([{ port: 80, ...exposure }]) } });
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
