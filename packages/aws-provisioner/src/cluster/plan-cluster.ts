import type { Blueprint } from "@drydock/core";
import { type Draft, draft as draftOf } from "@drydock/core/design";
import type { Untimed } from "../engine/event.ts";
import { makePlan } from "../engine/make-plan.ts";
import type { Plan } from "../engine/plan.ts";
import { sealed } from "../engine/saved-plan/seal.ts";
import { kinds } from "../kinds/registry.ts";
import { disclose } from "./disclose.ts";
import { etcdNotices, etcdProblems } from "./etcd-problems.ts";
import { openRun } from "./open-run.ts";
import { olderMachines } from "./older-machines.ts";
import { type PlanOptions, refuseOptions } from "./options.ts";
import { rollNotices } from "./roll-notices.ts";
import { refuseInVain } from "./refuse-in-vain.ts";
import { type Session, withSession } from "./session.ts";
import { type Refreshed, refresh } from "./refresh.ts";
import { suspendedProcesses } from "./suspended-processes.ts";
import { untilListed } from "./until-listed.ts";
import { toldInPlan } from "./told-in-plan.ts";
import { withdrawnMachines } from "./withdrawn-machines.ts";
import { refuseUnknownAddresses, unknownNotices } from "./unknown-addresses.ts";
import { waitPatterns, withWaits } from "./waits.ts";
import { secretsLeft } from "./secrets-left.ts";

/**
 * What it would take to make the account what the blueprint says: pure data that can be printed, saved and
 * applied later. It writes nothing to the account, but for its log with `record: bucketLog()`, and a notice
 * says where that could not be written. Throws `OptionError` for options that there are not, and
 * `BlueprintError` with every problem of the blueprint, before any call is made; where only the account
 * tells whether it is sound, because its subnets keep the ranges that they have, after it was looked at.
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
  return planDrafted("planCluster", () => draftOf(blueprint), options);
}

/** Plans for the function of that name, by which it is told what is wrong with its options. */
export async function planDrafted(where: string, drafted: () => Draft, options: PlanOptions): Promise<Plan> {
  refuseOptions(where, options);
  const draft = drafted();
  const called = { where, cluster: draft.name, tags: draft.tags };
  const planned = async (session: Session) => (await planDraft(draft, session, options)).plan;
  return toldInPlan((emit) => withSession(called, options, planned, emit));
}

/** A plan with what it was made from. */
interface Drafted {
  readonly plan: Plan;
  readonly refreshed: Refreshed;
}

/** The plan of a look that has seen all that it takes. */
export function planDraft(
  draft: Draft,
  session: Session,
  options: PlanOptions,
  emit?: (event: Untimed) => void,
): Promise<Drafted> {
  return untilListed(session, emit, () => planOfLook(draft, session, options, emit));
}

async function planOfLook(
  draft: Draft,
  session: Session,
  options: PlanOptions,
  emit?: (event: Untimed) => void,
): Promise<Drafted> {
  const seen = await refresh(draft, session, options, emit);
  const refreshed = {
    ...seen,
    observed: disclose(seen.resources, seen.observed, session.recorder, options.disclosure),
  };
  const { design, observed } = refreshed;
  const { prune = [] } = options;
  const there = [...refreshed.resources, ...observed.resources].map(({ address }) => address);
  // What is waited for is what the blueprint has.
  const waited = refreshed.resources.map(({ address }) => address);
  refuseUnknownAddresses(session.where, [
    { option: "prune", patterns: prune, addresses: there },
    ...waitPatterns(options).map(({ option, at }) => ({ option, patterns: [at], addresses: waited })),
  ]);
  const plan = makePlan({
    cluster: draft.name,
    kinds,
    resources: withWaits(refreshed.resources, options),
    observed,
    tags: draft.tags,
    including: options.including ?? [],
    prune,
    notices: [
      ...refreshed.notices,
      ...etcdNotices(design, observed.resources),
      ...unknownNotices({ option: "including", patterns: options.including ?? [], addresses: there }),
    ],
    problems: etcdProblems(design, observed.resources, options.including),
  });
  const look = session.provider.look(session.signal);
  const steps = await refuseInVain(plan, observed.resources, look);
  const { resources: standing } = observed;
  const older = olderMachines(plan, standing);
  const notices = [
    ...plan.notices,
    ...rollNotices(plan, standing),
    ...older,
    ...secretsLeft(plan, older),
    ...withdrawnMachines(plan, standing),
    ...suspendedProcesses(plan, standing),
    ...(emit === undefined ? openRun(await session.ledger.last()) : []),
  ];
  const { account, region } = refreshed.facts;
  return { plan: sealed({ ...plan, account, region, steps, notices }), refreshed };
}
