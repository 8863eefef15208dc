import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const before = blueprint("quay", {
  network: network({ cidr: "10.4.0.0/16", zones: 2, nat: "single" }),
  pools: {
    web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 3 }, expose: [{ port: 80 }] }),
    queue: machines({ subnets: "private", count: 2 }),
  },
});
/**
 * A NAT gateway for each zone, so that subnets go over to other route tables; another port; a machine less.
 */
const after = blueprint("quay", {
  network: network({ cidr: "10.4.0.0/16", zones: 2, nat: "per-zone" }),
  pools: {
    web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 9 }, expose: [{ port: 81 }] }),
    queue: machines({ subnets: "private", count: 1 }),
  },
  tags: { team: "blue" },
});

/** A cluster in an account that ends the process of a run as soon as it calls that operation. */
async function quay(operation: string) {
  const process = new AbortController();
  let watched = false;
  const simulated = simulateAccount({
    seed: 1,
    latency: "typical",
    faults: [
      (call) => {
        if (watched && call.operation === operation) process.abort();
        return undefined;
      },
    ],
  });
  const options = { ...simulated.connection, ledger: memoryLedger() };
  await applyPlan(await planCluster(before, options), options);
  watched = true;
  return { simulated, options, cut: { ...options, signal: process.signal } };
}

function saved(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

it.each([
  "CreateNatGateway",
  "CreateTags",
  "ReplaceRouteTableAssociation",
  "DeleteRouteTable",
  "UpdateAutoScalingGroup",
  "DeleteTargetGroup",
])("a plan that changes a cluster goes on after a run that ended at %s", async (operation) => {
  const { options, cut } = await quay(operation);
  const plan = saved(await planCluster(after, options));
  await expect(applyPlan(plan, cut).result).rejects.toMatchObject({ name: "AbortError" });
  await applyPlan(plan, options);
  expect((await planCluster(after, options)).steps).toEqual([]);
});

it.each(["DeleteLoadBalancer", "TerminateInstances", "DeleteRole", "DeleteSubnet", "DeleteVpc"])(
  "a plan that takes a cluster away goes on after a run that ended at %s",
  async (operation) => {
    const { options, cut } = await quay(operation);
    const plan = saved(await planDestroy("quay", options));
    await expect(applyPlan(plan, cut).result).rejects.toMatchObject({ name: "AbortError" });
    await applyPlan(plan, options);
    expect((await planDestroy("quay", options)).steps).toEqual([]);
  },
);
