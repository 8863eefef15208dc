import { type Blueprint, type ClusterDesign, design as designOf } from "@drydock/core";
import { makePlan } from "../engine/make-plan.ts";
import type { Plan } from "../engine/plan.ts";
import { kinds } from "../kinds/registry.ts";
import { type PlanOptions, refuseOptions } from "./options.ts";
import { type Session, withSession } from "./session.ts";
import { type Refreshed, refresh } from "./refresh.ts";

/**
 * What it would take to make the account what the blueprint says: pure data that can be printed, saved and
 * applied later. It writes nothing. Throws `OptionError` for options that there are not, and
 * `BlueprintError` with every problem of the blueprint, before any call is made.
 *
 * @example
 * ```ts
 * import { planCluster, planCounts } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * const plan = await planCluster(site, connection);
 * console.log(planCounts(plan).create === plan.steps.length); // true: the account is empty
 * ```
 */
export async function planCluster(blueprint: Blueprint, options: PlanOptions = {}): Promise<Plan> {
  refuseOptions("planCluster", options);
  const design = designOf(blueprint);
  return withSession(
    design.name,
    design.tags,
    options,
    async (session) => (await planDesign(design, session, options)).plan,
  );
}

/** A plan with what it was made from. */
export async function planDesign(
  design: ClusterDesign,
  session: Session,
  options: PlanOptions,
): Promise<{ readonly plan: Plan; readonly refreshed: Refreshed }> {
  const refreshed = await refresh(design, session, options);
  const plan = makePlan({
    cluster: design.name,
    kinds,
    resources: refreshed.resources,
    observed: refreshed.observed,
    tags: design.tags,
    including: options.including ?? [],
    notices: refreshed.notices,
  });
  return { plan, refreshed };
}
