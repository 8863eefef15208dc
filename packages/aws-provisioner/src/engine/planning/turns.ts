import type { Resource, Turn } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";

/** A step about something that stands in a row. */
interface Taking {
  readonly step: PlanStep;
  readonly turn: Turn;
}

/**
 * By which the members of a row are replaced one after the other: what goes for a replacement waits until
 * everything that is made at earlier places of its row is stable. Where what is made there needs it gone,
 * because both stand on something that is replaced, `addNeeds` lets them go together. Who takes over what
 * another of the row has, its address for instance, has its turn after that one.
 *
 * @param freed What is made, with the deletions that free what it takes over.
 */
export function* turnNeeds(
  steps: readonly PlanStep[],
  resources: readonly Resource[],
  freed: readonly WantedNeeds[],
): Generator<WantedNeeds> {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  const inRow = steps.flatMap((step): Taking[] => {
    const turn = turns.get(step.address);
    return turn === undefined ? [] : [{ step, turn }];
  });
  for (const of of new Set(inRow.map(({ turn }) => turn.of))) {
    const row = inTakingOrder(
      inRow.filter(({ turn }) => turn.of === of),
      freed,
    );
    const going = row.filter(isGoing);
    for (const { step, turn } of [...going, ...going.flatMap((one) => goingFirst(one, steps, turns))])
      yield [step.id, before(row, turn.place)];
  }
}

/** What is of no row and has to go before a member of one goes has its turn. */
function goingFirst({ step, turn }: Taking, steps: readonly PlanStep[], turns: ReadonlyMap<string, Turn>): Taking[] {
  return steps
    .filter(({ id, action, address }) => {
      return action === "delete" && !turns.has(address) && step.needs.some((need) => need.step === id);
    })
    .map((first) => ({ step: first, turn }));
}

/**
 * What comes before the deletions at a place: those at the last place before it at which something is
 * replaced, which have waited for all before them, and whatever is made or changed from there on.
 */
function before(row: readonly Taking[], place: number): readonly string[] {
  const earlier = row.filter(({ turn }) => turn.place < place);
  const last = Math.max(-Infinity, ...earlier.filter(isGoing).map(({ turn }) => turn.place));
  return earlier
    .filter((one) => one.turn.place >= last && (one.step.action !== "delete" || isGoing(one)))
    .map(({ step }) => step.id);
}

/** A row with its places numbered anew, in an order in which what is taken over is free. */
function inTakingOrder(row: readonly Taking[], freed: readonly WantedNeeds[]): Taking[] {
  const placeOf = new Map(row.map(({ step, turn }) => [step.id, turn.place]));
  const takesFrom = new Map<number, Set<number>>();
  for (const [taker, holders] of freed) {
    const place = placeOf.get(taker);
    if (place === undefined) continue;
    const from = holders.flatMap((holder) => placeOf.get(holder) ?? []);
    takesFrom.set(place, new Set([...(takesFrom.get(place) ?? []), ...from]));
  }
  const order = new Set<number>();
  const visit = (place: number, above: ReadonlySet<number>): void => {
    if (order.has(place) || above.has(place)) return;
    for (const earlier of takesFrom.get(place) ?? []) visit(earlier, new Set([...above, place]));
    order.add(place);
  };
  for (const place of [...new Set(placeOf.values())].toSorted((a, b) => a - b)) visit(place, new Set());
  const ranks = new Map([...order].map((place, rank) => [place, rank]));
  return row.map(({ step, turn }) => ({ step, turn: { of: turn.of, place: ranks.get(turn.place) ?? turn.place } }));
}

function isGoing({ step }: Taking): boolean {
  return step.action === "delete" && step.replacement;
}
