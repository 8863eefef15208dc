import { validateClusterName } from "@drydock/core";
import { inOrder } from "../engine/graph.ts";
import { lookAgain } from "../engine/look-again.ts";
import type { Plan } from "../engine/plan.ts";
import { type Run, startRun } from "../engine/run.ts";
import { asPlan } from "../engine/saved-form.ts";
import { refusal } from "../engine/from-outside/problem.ts";
import { planProblems, unknownKinds } from "../engine/saved-plan/plan-problems.ts";
import { editProblems } from "../engine/saved-plan/seal.ts";
import { slipProblems } from "../engine/saved-plan/unknown-fields.ts";
import { longestPaths } from "../engine/schedule.ts";
import { readState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import { compareSecrets } from "./compare-secrets.ts";
import { carryOut } from "./carry-out.ts";
import { disclose, tellHidden } from "./disclose.ts";
import { foreignNames } from "./foreign-names.ts";
import { inTurn } from "./in-turn.ts";
import { type ApplyOptions, refuseOptions, timeOf } from "./options.ts";
import { refuseOtherAccount, refuseOtherRegion } from "./refuse-elsewhere.ts";
import { refuseInVain } from "./refuse-in-vain.ts";
import { refuseUnplanned } from "./refuse-unplanned.ts";
import { withSession } from "./session.ts";
import { tagProblems } from "./tag-problems.ts";

/** A resource that stands after a plan was applied. */
export interface AppliedResource {
  readonly address: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Applies a plan that was made before, perhaps saved as JSON and read by another process: exactly its steps,
 * and each only while what it touches is as it was when the plan was made (`plan-outdated` otherwise). After
 * a run of it that was cut short, and that the ledger tells of, it goes on: what that run did is no change by
 * others. Rejects with `invalid-option`, before any call, for what is no plan, and for one that was edited
 * since it was written, as its own digests tell, or that no planning gives: a step twice, one that is
 * missing, a reference to nothing. The digests are no signature: keep plans where nobody else writes.
 *
 * Gives all that stands of the cluster afterwards, with what the plan left alone; after a destroy, what is
 * left.
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
export function applyPlan(given: Plan, options: ApplyOptions = {}): Run<readonly AppliedResource[]> {
  return startRun(timeOf(options), async (emit) => {
    refuseOptions("applyPlan", options);
    // Nobody else holds this one: what was checked is what is carried out.
    const plan = checkedPlan(given);
    refuseOptions("applyPlan", options, plan.cluster);
    return withSession(
      { where: "applyPlan", cluster: plan.cluster, tags: plan.tags },
      options,
      async (session) => {
        refuseOtherRegion(plan, session);
        emit({ type: "looking", cluster: plan.cluster });
        const touched = new Set([...plan.resources, ...plan.steps].map(({ kind }) => kind));
        // A destroy was planned on what there is, anything else on every field: preconditions compare that.
        const depth = plan.resources.length === 0 ? "existence" : "fields";
        tellHidden(plan.resources, session.recorder, options.disclosure);
        return inTurn(session, emit, {
          async look() {
            const record = await session.ledger.last();
            // What the plan does not know of may hold what it deletes.
            const made = plan.resources.length === 0 ? (record?.plan.resources ?? []) : [];
            const since = session.clock.now();
            const listed = await readState(
              session.provider.look(session.signal),
              kinds.filter(({ name }) => touched.has(name) || made.some(({ kind }) => kind === name)),
              depth,
            );
            const seen = await lookAgain(listed, {
              ...session,
              since,
              record,
              wanted: plan.resources,
              tags: plan.tags,
              emit,
              depth,
            });
            return disclose(plan.resources, seen, session.recorder, options.disclosure);
          },
          async change(observed, open) {
            const last = open ?? (await session.ledger.last());
            if (last !== undefined) refuseUnplanned(last, plan, observed.resources);
            await refuseOtherAccount(plan, observed.resources, session);
            // As when it was planned: a step that writes a value was planned on one that differs.
            const compared = await compareSecrets(observed, plan.resources, session);
            await refuseInVain(plan, compared.observed.resources, session.provider.look(session.signal));
            emit({ type: "planned", plan: structuredClone(plan) });
            const { live } = await carryOut(plan, compared.observed, session, options, emit);
            return [...live.values()].map(({ address, id, outputs }) => ({ address, id, outputs }));
          },
        });
      },
      emit,
    );
  });
}

/**
 * A copy of what is a plan. Refuses, before any call, what no planning gives, as far as the plan itself
 * tells.
 *
 * @throws {ProvisionError} `invalid-option` with everything that is wrong and where it stands; `unplannable`
 * for steps or resources that need each other.
 */
function checkedPlan(given: unknown): Plan {
  const plan = asPlan(given);
  const isNamed = validateClusterName(plan.cluster).length === 0 && unknownKinds(plan, kinds).length === 0;
  const problems = [
    ...slipProblems(plan),
    ...planProblems(plan, kinds),
    ...tagProblems(plan.tags),
    ...(isNamed ? foreignNames(plan) : []),
    ...editProblems(plan),
  ];
  if (problems.length > 0)
    throw refusal("the plan is none that planning gives", problems, "Nothing was sent. Plan again.");
  inOrder(plan.resources);
  longestPaths(plan.steps);
  return plan;
}
