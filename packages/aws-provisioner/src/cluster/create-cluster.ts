import type { Blueprint, BlueprintParts } from "@drydock/core";
import { type Draft, draft as draftOf } from "@drydock/core/design";
import { type Run, startRun } from "../engine/run.ts";
import { carryOut } from "./carry-out.ts";
import type { Cluster } from "./cluster.ts";
import { inTurn } from "./in-turn.ts";
import { type ApplyOptions, refuseOptions, timeOf } from "./options.ts";
import { outputsOf } from "./outputs.ts";
import { planDraft } from "./plan-cluster.ts";
import { withSession } from "./session.ts";

/**
 * Makes the account what the blueprint says: plans, asks `confirm`, and applies. Run again it changes only
 * what differs, and after an interruption it goes on. Await it for the cluster's outputs, iterate it for its
 * events.
 *
 * Rejects with `OptionError` or `BlueprintError` before any change, with the signal's reason when cancelled,
 * and with a `ProvisionError` (or an `AggregateError` of several) that names causes only.
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
  return applyDrafted("createCluster", () => draftOf(blueprint as Blueprint), options) as Run<Cluster<Parts>>;
}

/** Creates for the function of that name, by which it is told what is wrong with its options. */
export function applyDrafted(where: string, drafted: () => Draft, options: ApplyOptions): Run<Cluster> {
  return startRun(timeOf(options), async (emit) => {
    refuseOptions(where, options);
    const draft = drafted();
    return withSession(
      { where, cluster: draft.name, tags: draft.tags },
      options,
      async (session) => {
        emit({ type: "looking", cluster: draft.name });
        return inTurn(session, emit, {
          look: () => planDraft(draft, session, options, emit),
          async change({ plan, refreshed }) {
            emit({ type: "planned", plan: structuredClone(plan) });
            const { live } = await carryOut(plan, refreshed.observed, session, options, emit);
            return outputsOf(refreshed.design, refreshed.facts, live);
          },
        });
      },
      emit,
    );
  });
}
