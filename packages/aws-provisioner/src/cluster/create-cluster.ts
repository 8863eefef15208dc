import { type Blueprint, type BlueprintParts, type ClusterDesign, design as designOf } from "@drydock/core";
import { type Run, startRun } from "../engine/run.ts";
import { carryOut } from "./carry-out.ts";
import type { Cluster } from "./cluster.ts";
import { type ApplyOptions, refuseOptions, timeOf } from "./options.ts";
import { outputsOf } from "./outputs.ts";
import { planDesign } from "./plan-cluster.ts";
import { withSession } from "./session.ts";

/**
 * Makes the account what the blueprint says: plans, asks `confirm`, and applies. Run again it changes only
 * what differs, and after an interruption it goes on. Await it for the cluster's outputs, iterate it for its
 * events.
 *
 * Rejects with `OptionError` or `BlueprintError` before any call, with the signal's reason when cancelled, and with a
 * `ProvisionError` (or an `AggregateError` of several) that names causes only.
 *
 * @example
 * ```ts
 * import { createCluster } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * const cluster = await createCluster(site, connection);
 * console.log(Object.keys(cluster.network.subnets)); // six names, private-1 to public-3
 * ```
 */
export function createCluster<Parts extends BlueprintParts>(
  blueprint: Blueprint<Parts>,
  options: ApplyOptions = {},
): Run<Cluster<Parts>> {
  return applyDesign(() => designOf(blueprint as Blueprint), options) as Run<Cluster<Parts>>;
}

export function applyDesign(designed: () => ClusterDesign, options: ApplyOptions): Run<Cluster> {
  return startRun(timeOf(options), async (emit) => {
    refuseOptions("createCluster", options);
    const design = designed();
    return withSession(design.name, design.tags, options, async (session) => {
      emit({ type: "looking", cluster: design.name });
      const { plan, refreshed } = await planDesign(design, session, options);
      emit({ type: "planned", plan: structuredClone(plan) });
      const { live } = await carryOut(plan, refreshed.observed, session, options, emit);
      return outputsOf(design, refreshed.facts, live);
    });
  });
}
