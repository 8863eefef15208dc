import { ownerOf } from "../aws/caller.ts";
import type { Look } from "../aws/cloud.ts";
import { isToldByFields, toldKinds } from "../aws/discovery.ts";
import type { Applied } from "../engine/apply.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import { confirmed } from "../engine/confirmed.ts";
import { lookAgain } from "../engine/look-again.ts";
import { makePlan } from "../engine/make-plan.ts";
import type { Plan } from "../engine/plan.ts";
import { type Run, startRun } from "../engine/run.ts";
import { sealed } from "../engine/saved-plan/seal.ts";
import { mergeStates, type ObservedResource, readState, type ObservedState } from "../engine/observed.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { ownAmongAllScalingGroups } from "../kinds/own-scaling-groups.ts";
import { kinds } from "../kinds/registry.ts";
import { survivorsOf } from "./survivors.ts";
import { SecurityGroup, securityGroupsAmong } from "../kinds/security-group.ts";
import { SecurityGroupRules } from "../kinds/security-group-rules.ts";
import { RouteTable } from "../kinds/route-table.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import { VpcEndpoint } from "../kinds/vpc-endpoint.ts";
import { carryOut } from "./carry-out.ts";
import { inTurn } from "./in-turn.ts";
import { type ApplyOptions, type PlanOptions, refuseOptions, timeOf } from "./options.ts";
import { nameOf } from "./name-of.ts";
import { interfacesBeside } from "./holds.ts";
import { lookAround } from "./network-tenants.ts";
import { refuseInVain } from "./refuse-in-vain.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { type Session, withSession } from "./session.ts";

/** What is left after a destroy, counted by listing every kind again. */
export interface DestroyReport {
  readonly cluster: string;
  readonly region: string;
  readonly deleted: number;
  /**
   * Resources of the cluster that are still there: precious ones that were not named. Empty means that
   * nothing is.
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
  return withSession(cluster, {}, options, async (session) => (await lookForAll("planDestroy", session, options)).plan);
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
      name,
      {},
      options,
      async (session) => {
        emit({ type: "looking", cluster: name });
        return inTurn(session, emit, {
          look: () => lookForAll("destroyCluster", session, options, emit),
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

/** Kinds that are listed with all that lies around the cluster's own. */
const amongOthers = [SecurityGroup, SecurityGroupRules, Subnet, RouteTable, VpcEndpoint];
const around: readonly string[] = [NetworkInterface, ...amongOthers].map(({ name }) => name);

async function lookForAll(
  where: string,
  session: Session,
  options: PlanOptions,
  emit?: (event: Untimed) => void,
): Promise<{ plan: Plan; observed: ObservedState }> {
  const last = session.ledger.last();
  const look = session.provider.look(session.signal);
  const [first, record] = await Promise.all([lookAtAll(look), last]);
  const depth = "existence";
  const again = { ...session, record, wanted: [], depth, ...(emit && { emit }) } as const;
  const observed = record === undefined ? await lookUntilSettled(first, session, emit) : await lookAgain(first, again);
  const { including = [], prune = [] } = options;
  await refuseUnknown(where, observed, options, record, session);
  const plan = makePlan({
    cluster: session.cluster,
    kinds,
    resources: [],
    observed,
    including,
    prune,
  });
  await refuseInVain(plan, observed.resources, look);
  const ids = observed.resources.map(({ id }) => id);
  const { account } = ownerOf(ids, options.account) ?? (await session.caller());
  return { plan: sealed({ ...plan, account, region: session.region }), observed };
}

/**
 * Where no record tells what there was, and something is there: looks again at once, and until listings
 * cannot be behind any more, unless nothing is to be changed.
 */
async function lookUntilSettled(
  first: ObservedState,
  session: Session,
  emit: ((event: Untimed) => void) | undefined,
): Promise<ObservedState> {
  const { provider, clock, signal } = session;
  if (first.resources.every(({ foreign }) => foreign)) return first;
  const lags = kinds.map(({ name }) => provider.lagOf(name));
  const [usual, worst] = [Math.max(...lags.map((lag) => lag.usual)), Math.max(...lags.map((lag) => lag.worst))];
  if (emit !== undefined) emit({ type: "settling", seconds: worst });
  let state = first;
  for (const apart of emit === undefined ? [0] : [0, usual, worst - usual]) {
    await clock.sleep(apart * 1000, signal);
    state = await confirmed(state, await lookAtAll(provider.look(signal)), {
      provider,
      signal,
      depth: "existence",
      apart,
    });
  }
  return state;
}

async function lookAtAll(look: Look): Promise<ObservedState> {
  // Others' are asked about too: they may use what goes.
  ownAmongAllScalingGroups(look);
  const first = await readState(
    look,
    kinds.filter((kind) => !isToldByFields(kind) && !around.includes(kind.name)),
    "existence",
  );
  const networks = first.resources.flatMap(({ kind, id }) => (kind === Vpc.name ? [id] : []));
  // The cluster's own subnets, tables and endpoints are among all that lie in its network, too.
  if (networks.length > 0) await lookAround(look, networks);
  // The cluster's own groups and interfaces are among all that lie in its network.
  if (networks.length > 0) await securityGroupsAmong(look, networks);
  const groups = await readState(look, amongOthers, "existence");
  const second = mergeStates(first, groups);
  const beside = interfacesBeside(look, second.resources);
  const told = [NetworkInterface, ...toldKinds(kinds, second.resources)];
  const [rest] = await Promise.all([readState(look, told, "existence"), beside]);
  return mergeStates(second, rest);
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
  if (survivors.length > 0) throw notEmpty(cluster, survivors);
  return {
    cluster,
    region,
    deleted: plan.steps.length,
    left: after.filter(({ id }) => !deleted.has(id)).map(({ address, id }) => ({ address, id })),
    kinds: before.kinds.size,
  };
}

function notEmpty(cluster: string, survivors: readonly ObservedResource[]): ProvisionError {
  const names = survivors.map(({ address, id }) => `${address} (${id})`).join(", ");
  return new ProvisionError("not-empty", `${cluster} is not empty: ${names}`, {
    hint: "Destroy again; what is left was found by its tags.",
  });
}
