import type { ClusterDesign, Draft, ImageDesign } from "@drydock/core/design";
import { ownerOf } from "../aws/caller.ts";
import { isToldByFields, standingKinds, toldKinds, unindexedKinds, withCompanions } from "../aws/discovery.ts";
import { type FoundImages, findImages } from "../aws/images.ts";
import type { AnyAwsKind } from "../aws/kind.ts";
import type { Untimed } from "../engine/event.ts";
import type { Resource } from "../engine/graph.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import { lookAgain } from "../engine/look-again.ts";
import type { Notice } from "../engine/plan.ts";
import { mergeStates, readState, type ObservedState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import { modelCluster } from "../model/cluster.ts";
import type { Facts } from "../model/facts.ts";
import { compareSecrets } from "./compare-secrets.ts";
import { chooseImages, imagesInUse } from "./choose-images.ts";
import { kindsNamedBy } from "./including.ts";
import { tellForeign } from "./foreign-resources.ts";
import { keptLengths } from "./kept-lengths.ts";
import { keptRanges } from "./kept-ranges.ts";
import { disclose, revealed } from "./disclose.ts";
import type { PlanOptions } from "./options.ts";
import { placed, withinSubnets } from "./placed.ts";
import { withoutPast } from "./past-schedules.ts";
import { refuseMovedNetwork } from "./refuse-moved-network.ts";
import { refuseOpenedTiers } from "./refuse-opened-tiers.ts";
import { refuseOtherNetwork } from "./refuse-other-network.ts";
import { movedGroups, sparingScaled } from "./scaled-by-others.ts";
import type { Session } from "./session.ts";
import { withGround } from "./with-ground.ts";
import { unreadSecrets } from "./unread-secrets.ts";
import { standingSubnets } from "./standing-subnets.ts";

/** Everything that a plan is made from: what stands in the account, and what the blueprint comes to there. */
export interface Refreshed {
  /** The design, over the subnets that stand. */
  readonly design: ClusterDesign;
  readonly observed: ObservedState;
  readonly facts: Facts;
  readonly resources: readonly Resource[];
  readonly notices: readonly Notice[];
}

/**
 * One look at the account, in as few calls as will do: the kinds that the design uses, and of the others
 * those of which an index or the last apply's record knows something. The number of calls depends neither on
 * how many resources there are nor on how many kinds Drydock knows.
 */
export async function refresh(
  draft: Draft,
  session: Session,
  options: PlanOptions,
  emit?: (event: Untimed) => void,
): Promise<Refreshed> {
  const { clients, provider, signal, region } = session;
  const look = provider.look(signal);
  const since = session.clock.now();
  // What is sound only where some of its subnets stand cannot be read before these are known.
  const expected = draft.fresh ?? (await withinSubnets(draft, look, session));
  const images = imagesOf(expected);
  const last = session.ledger.last();
  const unindexed = unindexedKinds(kinds);
  const used = kinds.filter((kind) => unindexed.includes(kind) || kind.usedBy?.(expected));
  const [first, indexed, record, foundImages] = await Promise.all([
    readState(look, withAll(used)),
    standingKinds(kinds, used, clients, session.cluster, signal),
    last,
    images.length === 0 ? undefined : findImages(clients, region, images, { now: session.clock.now(), signal }),
    refuseOtherNetwork(expected, session),
  ]);
  const names = new Set([
    ...indexed,
    ...namesOf(record),
    ...first.resources.map(({ kind }) => kind),
    ...named(options),
  ]);
  const unmentioned = withCompanions(kinds, names);
  const rest = kinds.filter(({ name }) => !first.kinds.has(name) && unmentioned.has(name));
  const listed = rest.length === 0 ? first : mergeStates(first, await readState(look, rest));
  /** What the blueprint comes to beside what stands, and all that stands of its kinds. */
  const drawUp = async (state: ObservedState) => {
    const standing = standingSubnets(state.resources);
    // Listings of what stands tell whose it is; only of an account that holds nothing has STS to be asked.
    const [design, caller] = await Promise.all([
      placed(draft, expected, standing, session),
      ownerOf(idsIn(state), options.account) ?? session.caller(),
    ]);
    const chosen = chooseImages(foundImages ?? noImages, images, imagesInUse(state), options.images ?? "keep");
    const facts = { region, ...caller, imageOf: chosen.imageOf };
    const { resources, notices } = withoutPast(modelCluster(design, facts).inOrder(), session.clock.now());
    const wanted = [
      ...kindsOf(resources),
      ...toldKinds(kinds, state.resources),
      ...(movedGroups(resources, state).size > 0 ? kinds.filter(isToldByFields) : []),
    ];
    const missed = kinds.filter((kind) => !state.kinds.has(kind.name) && wanted.includes(kind));
    const seen = missed.length === 0 ? state : mergeStates(state, await readState(look, missed));
    return { standing, design, chosen, facts, resources, notices, seen };
  };
  const again = {
    ...session,
    since,
    tags: draft.tags,
    record,
    isNamed: indexed.size > 0,
    ...(emit === undefined ? { plansOnly: true } : { emit }),
  };
  const grounded = await withGround(listed, expected, again);
  refuseMovedNetwork(expected, grounded.resources);
  const drawn = await drawUp(grounded);
  const known = disclose(drawn.resources, drawn.seen, session.recorder, options.disclosure);
  const found = await lookAgain(known, {
    ...again,
    record: revealed(record, options.disclosure),
    wanted: drawn.resources,
  });
  const made = found === known ? drawn : await drawUp(found);
  const { standing, design, chosen, facts, resources, notices, seen: observed } = made;
  // Listings that are behind show it only when it is looked for again.
  refuseMovedNetwork(design, observed.resources);
  refuseOpenedTiers(design, observed.resources);
  const told = await tellForeign(observed, resources, look);
  const [spared, compared] = await Promise.all([
    sparingScaled(resources, observed, look),
    compareSecrets(told, resources, session),
  ]);
  return {
    design,
    observed: compared.observed,
    facts,
    resources: spared.resources,
    notices: [
      ...chosen.notices,
      ...keptRanges(draft, design, standing),
      ...notices,
      ...spared.notices,
      ...keptLengths(resources, observed.resources),
      ...compared.notices,
      ...unreadSecrets(design, resources),
    ],
  };
}

function idsIn({ resources }: ObservedState): string[] {
  return resources.map(({ id }) => id);
}

/** The kinds together with those that stand only beside them. */
function withAll(used: readonly AnyAwsKind[]): readonly AnyAwsKind[] {
  const names = withCompanions(kinds, new Set(used.map(({ name }) => name)));
  return kinds.filter(({ name }) => names.has(name));
}

/**
 * Kinds of which the last apply made, kept or was to delete something: an index may not have heard of it yet.
 */
function namesOf(record: LedgerRecord | undefined): readonly string[] {
  return record === undefined ? [] : [...record.plan.resources, ...record.plan.steps].map(({ kind }) => kind);
}

/** Kinds of the precious resources that may go, and of what is to be pruned. */
function named({ including = [], prune = [] }: PlanOptions): readonly string[] {
  return [...including, ...prune].flatMap(kindsNamedBy);
}

function kindsOf(resources: readonly Resource[]): readonly AnyAwsKind[] {
  const names = new Set(resources.map(({ kind }) => kind));
  return kinds.filter(({ name }) => names.has(name));
}

const noImages: FoundImages = { candidates: () => [] };

function imagesOf({ roles }: ClusterDesign): ImageDesign[] {
  return roles.map(({ image }) => image);
}
