import { ProvisionError } from "../engine/error.ts";
import type { Plan } from "../engine/plan.ts";
import { type Run, startRun } from "../engine/run.ts";
import { asPlan } from "../engine/saved-form.ts";
import { longestPaths } from "../engine/schedule.ts";
import { readState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import { carryOut } from "./carry-out.ts";
import { type ApplyOptions, refuseOptions, timeOf } from "./options.ts";
import { withSession } from "./session.ts";

/** A resource that stands after a plan was applied. */
export interface AppliedResource {
  readonly address: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Applies a plan that was made before, perhaps saved as JSON and read by another process: exactly its steps,
 * and each only while what it touches is as it was when the plan was made (`plan-outdated` otherwise). After a
 * run of it that was cut short, and that the ledger tells of, it goes on: what that run did is no change by others.
 * Rejects with `invalid-option` for what is no plan.
 *
 * @example
 * ```ts
 * import { applyPlan, type Plan, planCluster } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * const saved = JSON.stringify(await planCluster(site, connection));
 * const made = await applyPlan(JSON.parse(saved) as Plan, connection);
 * console.log(made.some(({ address }) => address === "vpc/main")); // true
 * ```
 */
export function applyPlan(plan: Plan, options: ApplyOptions = {}): Run<readonly AppliedResource[]> {
  return startRun(timeOf(options), async (emit) => {
    refuseOptions("applyPlan", options);
    checkPlan(plan);
    refuseOptions("applyPlan", options, plan.cluster);
    return withSession(plan.cluster, plan.tags, options, async (session) => {
      emit({ type: "looking", cluster: plan.cluster });
      const touched = new Set([...plan.resources, ...plan.steps].map(({ kind }) => kind));
      // A destroy was planned on what there is, anything else on every field: each step's precondition is of
      // that.
      const depth = plan.resources.length === 0 ? "existence" : "fields";
      const observed = await readState(
        session.provider.look(session.signal),
        kinds.filter(({ name }) => touched.has(name)),
        depth,
      );
      emit({ type: "planned", plan });
      const { live } = await carryOut(plan, observed, session, options, emit);
      return [...live.values()].map(({ address, id, outputs }) => ({ address, id, outputs }));
    });
  });
}

/** Refuses, before any call, what no planning gives. */
function checkPlan(plan: Plan): void {
  const { steps, resources } = asPlan(plan);
  const known = new Set<string>(kinds.map(({ name }) => name));
  const unknown = Object.entries({ steps, resources }).flatMap(([list, entries]) =>
    entries.flatMap(({ kind }, at) =>
      known.has(kind) ? [] : [`${list}.${at}.kind: this version of Drydock has no kind ${JSON.stringify(kind)}`],
    ),
  );
  if (unknown.length > 0) {
    throw new ProvisionError("invalid-option", unknown.join("\n"), { hint: "Nothing was sent. Plan again." });
  }
  longestPaths(steps);
}
