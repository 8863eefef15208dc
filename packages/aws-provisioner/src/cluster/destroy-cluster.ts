import { ownerOf } from "../aws/caller.ts";
import type { Applied } from "../engine/apply.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import { lookAgain } from "../engine/look-again.ts";
import { makePlan } from "../engine/make-plan.ts";
import type { Plan } from "../engine/plan.ts";
import { type Run, startRun } from "../engine/run.ts";
import { sealed } from "../engine/saved-plan/seal.ts";
import { keyOf, type ObservedResource, readState, type ObservedState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import { survivorsOf } from "./survivors.ts";
import { carryOut } from "./carry-out.ts";
import { inTurn } from "./in-turn.ts";
import { lookAtAll, lookUntilSettled } from "./look-at-all.ts";
import { type ApplyOptions, type PlanOptions, refuseOptions, timeOf } from "./options.ts";
import { nameOf } from "./name-of.ts";
import { openRun } from "./open-run.ts";
import { untilListed } from "./until-listed.ts";
import { refuseInVain } from "./refuse-in-vain.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { type Session, withSession } from "./session.ts";
import { toldInPlan } from "./told-in-plan.ts";

/** What is left after a destroy, counted by listing every kind again. */
export interface DestroyReport {
  readonly cluster: string;
  readonly region: string;
  readonly deleted: number;
  /**
   * Resources of the cluster that are still there: precious ones that were not named. Empty means that
   * nothing is, but for what another run has begun to make since.
   */
  readonly left: readonly { readonly address: string; readonly id: string }[];
  /** Kinds that were listed for it. */
  readonly kinds: number;
}

/**
 * The plan of an empty blueprint: what `destroyCluster` would delete, in order, from the cluster's tags
 * alone.
 *
 * @throws OptionError `invalid-option` for what is no name of a cluster, before any call.
 * @throws ProvisionError `call-failed` when a call is refused.
 *
 * @example
 * ```ts
 * import { createCluster, planCounts, planDestroy } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * await createCluster(site, connection);
 * const plan = await planDestroy("site", connection);
 * console.log(planCounts(plan).delete === plan.steps.length); // true
 * ```
 */
export async function planDestroy(cluster: string, options: PlanOptions = {}): Promise<Plan> {
  refuseOptions("planDestroy", options, cluster);
  const called = { where: "planDestroy", cluster, tags: {} };
  const planned = async (session: Session) =>
    (await untilListed(session, undefined, () => lookForAll(session, options))).plan;
  return toldInPlan((emit) => withSession(called, options, planned, emit));
}

/**
 * Deletes everything that bears the cluster's name in its tags, and then lists every kind again to certify
 * what is left. No blueprint is needed. Precious resources stay unless `including` names them. Rejects with
 * `not-empty` when something that it was to delete is still there.
 *
 * @example
 * ```ts
 * import { createCluster, destroyCluster } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * await createCluster(site, connection);
 * console.log((await destroyCluster(site, connection)).left); // []
 * ```
 */
export function destroyCluster(
  cluster: string | { readonly name: string },
  options: ApplyOptions = {},
): Run<DestroyReport> {
  const name = nameOf(cluster);
  return startRun(timeOf(options), async (emit) => {
    refuseOptions("destroyCluster", options, name);
    return withSession(
      { where: "destroyCluster", cluster: name, tags: {} },
      options,
      async (session) => {
        emit({ type: "looking", cluster: name });
        return inTurn(session, emit, {
          look: () => untilListed(session, emit, () => lookForAll(session, options, emit)),
          async change({ plan, observed }) {
            emit({ type: "planned", plan: structuredClone(plan) });
            const { lastListing } = await carryOut(plan, observed, session, options, emit);
            return reportOn(session, plan, observed, lastListing);
          },
        });
      },
      emit,
    );
  });
}

async function lookForAll(
  session: Session,
  options: PlanOptions,
  emit?: (event: Untimed) => void,
): Promise<{ plan: Plan; observed: ObservedState }> {
  const last = session.ledger.last();
  const look = session.provider.look(session.signal);
  const since = session.clock.now();
  const [first, record] = await Promise.all([lookAtAll(look), last]);
  const depth = "existence";
  const again = { ...session, since, record, wanted: [], depth, ...(emit && { emit }) } as const;
  const observed = record === undefined ? await lookUntilSettled(first, session, emit) : await lookAgain(first, again);
  const { including = [], prune = [] } = options;
  await refuseUnknown(observed, options, record, session);
  const notices = emit === undefined ? openRun(record) : [];
  const plan = makePlan({
    cluster: session.cluster,
    kinds,
    resources: [],
    observed,
    including,
    prune,
    notices,
  });
  await refuseInVain(plan, observed.resources, look);
  const ids = observed.resources.map(({ id }) => id);
  const { account } = ownerOf(ids, options.account) ?? (await session.caller());
  return { plan: sealed({ ...plan, account, region: session.region }), observed };
}

async function reportOn(
  session: Session,
  plan: Plan,
  before: ObservedState,
  lastListing: Applied["lastListing"],
): Promise<DestroyReport> {
  const { cluster, region, provider, signal } = session;
  const deleted = new Set(plan.steps.map(({ target }) => target));
  // Of kinds that had nothing the first look is proof; of those that were waited for, the listing that ended
  // the wait.
  const touched = new Set(before.resources.map(({ kind }) => kind));
  // What cannot stand without its owner needs no listing of its own.
  const unproven = kinds.filter(
    ({ name, diesWith }) => touched.has(name) && diesWith === undefined && lastListing(name) === undefined,
  );
  const { resources: found } = await readState(provider.look(signal), unproven, "existence");
  const after = [...found, ...kinds.flatMap(({ name }) => lastListing(name) ?? [])];
  const survivors = await survivorsOf(plan, after, session);
  const others = after.filter(({ id }) => !deleted.has(id));
  // The cluster is nobody's by now: another run may be making it anew, under the same names.
  const isBegunAnew = survivors.length + others.length > 0 && (await session.ledger.isOvertaken().catch(() => false));
  if (survivors.length > 0 && !isBegunAnew) throw notEmpty(cluster, survivors);
  const stood = new Set(before.resources.map(keyOf));
  const left = isBegunAnew ? others.filter((one) => stood.has(keyOf(one))) : others;
  return {
    cluster,
    region,
    deleted: plan.steps.length,
    left: left.map(({ address, id }) => ({ address, id })),
    kinds: before.kinds.size,
  };
}

function notEmpty(cluster: string, survivors: readonly ObservedResource[]): ProvisionError {
  const names = survivors.map(({ address, id }) => `${address} (${id})`).join(", ");
  return new ProvisionError("not-empty", `${cluster} is not empty: ${names}`, {
    hint: "Destroy again; what is left was found by its tags.",
  });
}
