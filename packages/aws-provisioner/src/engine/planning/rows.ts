import { gathered } from "../gather.ts";
import type { Resource } from "../graph.ts";
import { followedInRow, membersOfRows, type TurnAt } from "../row-members.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Leaving } from "./deletion-edges.ts";
import type { Making } from "./freed-first.ts";

/** A step about something that stands in a row. */
export interface Taking {
  readonly step: PlanStep;
  /** When its turn comes, from 0; -1 for what comes before anything goes. */
  readonly place: number;
  /** Whether it is about what leads others to the members, and not about one of these. */
  readonly leads: boolean;
}

/** Something of which only one member is replaced at a time, with the steps about its members. */
export interface Row {
  readonly of: string;
  readonly takings: readonly Taking[];
  /** The place at which what stands at an address has its turn; undefined for what is in no step. */
  readonly placeAt: (address: string) => number | undefined;
  /** Places at which something goes for a replacement, in their order. */
  readonly replaced: ReadonlySet<number>;
  /** Addresses of it at which something stands that is replaced. */
  readonly standing: ReadonlySet<string>;
}

interface RowInput {
  readonly making: readonly Making[];
  readonly leaving: readonly Leaving[];
  readonly resources: readonly Resource[];
  readonly turnAt: TurnAt;
  /** What must be over before a step starts, with the deletions that free what it takes over. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The rows with the order in which their members are replaced: first where less goes that is ready than
 * elsewhere, then as they stand; but each after those from whom it takes something over, its address for
 * instance, and after those that have to go before it. What follows members, and leads others to them, comes
 * when the first of them is made that nothing stands in for: at once where some of them stay.
 */
export function rowsOf(input: RowInput): Row[] {
  const { making, leaving, resources, turnAt } = input;
  const inRow = new Map(resources.flatMap((one) => (one.turn === undefined ? [] : [[one.address, one]])));
  const stepsOf = gathered(
    [...making, ...leaving].map(({ step }) => step),
    ({ address }) => turnAt(address)?.of,
  );
  const ready = new Set(leaving.flatMap(({ resource, step }) => (resource.status === "ready" ? [step.id] : [])));
  return [...membersOfRows(resources).keys()].map((of) => {
    const members = (stepsOf.get(of) ?? []).flatMap((step): Member[] => {
      const resource = inRow.get(step.address);
      if (resource?.turn === undefined) return [];
      return [{ step, given: resource.turn.place, followed: followedInRow(turnAt, resource) }];
    });
    const own = members.filter(({ followed }) => followed.length === 0);
    const leading = members.filter(({ followed }) => followed.length > 0);
    const order = orderOf(own, leading, { ready, needs: input.needs });
    const placeOf = new Map(order.map((given, place) => [given, place]));
    const placeAt = (address: string) => placeOf.get(turnAt(address)?.place ?? Number.NaN);
    const going = new Set(own.filter(({ step }) => isGoing(step)).map(({ given }) => given));
    const replaced = new Set(order.flatMap((given, place) => (going.has(given) ? [place] : [])));
    const [firstReplaced = -1] = replaced;
    // What an interrupted run has led there already serves until it is replaced there.
    const standing = new Set(own.flatMap(({ step }) => (isGoing(step) ? [step.address] : [])));
    const takings = members.map(({ step, given, followed }): Taking => {
      if (followed.length === 0) return { step, place: placeOf.get(given) ?? -1, leads: false };
      const isStaying = followed.some((address) => !replaced.has(placeAt(address) ?? -1) || standing.has(address));
      return { step, place: isStaying ? -1 : firstReplaced, leads: true };
    });
    return { of, takings, placeAt, replaced, standing };
  });
}

/** A step about what stands in a row, at the place that its blueprint gives it; and those that it follows. */
interface Member {
  readonly step: PlanStep;
  readonly given: number;
  readonly followed: readonly string[];
}

/**
 * The places at which anything is done in a row, in the order of their turns: first those for which there
 * waits what leads others to them.
 */
function orderOf(
  own: readonly Member[],
  leading: readonly Member[],
  { ready, needs }: Pick<RowInput, "needs"> & { readonly ready: ReadonlySet<string> },
): number[] {
  const going = own.filter(({ step }) => isGoing(step));
  const readyWith = (id: string) => [id, ...(needs.get(id) ?? [])].filter((one) => ready.has(one)).length;
  const placeOf = new Map(own.map(({ step, given }) => [step.id, given]));
  const places = [...placeOf.values()].toSorted((a, b) => a - b);
  const awaited = [
    ...reachable(
      needs,
      leading.map(({ step }) => step.id),
    ),
  ].flatMap(([, first]) => first.flatMap((id) => placeOf.get(id) ?? []));
  const waits = reachable(needs, placeOf.keys());
  return inTurn([...awaited, ...lackingAmong(going, readyWith), ...places], [...earlierBy(waits, placeOf)]);
}

/**
 * What a resource follows by its blueprint, and does not wait for: members of its row that are replaced, and
 * have their turn when others are there that it leads to.
 */
export function passedOver(rows: readonly Row[], turnAt: TurnAt, of: Resource): ReadonlySet<string> {
  const followed = followedInRow(turnAt, of);
  const row = followed.length === 0 ? undefined : rows.find((one) => one.of === of.turn?.of);
  if (row === undefined) return new Set();
  const replaced = followed.filter((address) => row.replaced.has(row.placeAt(address) ?? -1));
  const isLed = replaced.length < followed.length || followed.some((address) => row.standing.has(address));
  const [first] = isLed ? [] : row.replaced;
  return new Set(replaced.filter((address) => row.placeAt(address) !== first));
}

/** Whether a step takes away what is replaced. */
export function isGoing({ action, replacement }: PlanStep): boolean {
  return action === "delete" && replacement;
}

/** The places at which something goes with less that is ready than another of its kind. */
function lackingAmong(going: readonly Member[], readyWith: (step: string) => number): number[] {
  const most = new Map<string, number>();
  for (const { step } of going) most.set(step.kind, Math.max(most.get(step.kind) ?? 0, readyWith(step.id)));
  return going.flatMap(({ step, given }) => (readyWith(step.id) < (most.get(step.kind) ?? 0) ? [given] : []));
}

type Before = readonly [place: number, earlier: readonly number[]];

/** The places that come before others because steps at these wait for some at those. */
function* earlierBy(wanted: Iterable<WantedNeeds>, placeOf: ReadonlyMap<string, number>): Generator<Before> {
  for (const [id, first] of wanted) {
    const place = placeOf.get(id);
    if (place !== undefined) yield [place, first.flatMap((one) => placeOf.get(one) ?? [])];
  }
}

/** All that each of some steps waits for, however far on the way. */
function* reachable(needs: ReadonlyMap<string, ReadonlySet<string>>, ids: Iterable<string>): Generator<WantedNeeds> {
  for (const id of ids) {
    const found = new Set(needs.get(id));
    for (const one of found) for (const first of needs.get(one) ?? []) found.add(first);
    yield [id, [...found]];
  }
}

/**
 * Places as they are named, each once, and each after those that come before it, where these do not wait for
 * it too.
 */
function inTurn(places: readonly number[], before: readonly Before[]): number[] {
  const earlierThan = new Map<number, Set<number>>();
  for (const [place, earlier] of before)
    earlierThan.set(place, new Set([...(earlierThan.get(place) ?? []), ...earlier]));
  const order = new Set<number>();
  const above = new Set<number>();
  const visit = (place: number): void => {
    if (order.has(place) || above.has(place)) return;
    above.add(place);
    for (const earlier of earlierThan.get(place) ?? []) if (!earlierThan.get(earlier)?.has(place)) visit(earlier);
    above.delete(place);
    order.add(place);
  };
  for (const place of places) visit(place);
  return [...order];
}
