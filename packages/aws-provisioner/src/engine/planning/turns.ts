import type { Resource, Turn } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";

/** A step about something that stands in a row. */
interface Taking {
  readonly step: PlanStep;
  readonly turn: Turn;
}

/** What is known of those that stand in rows. */
interface Standing {
  /** Whether what stands at an address is ready. */
  readonly isReady: (address: string) => boolean;
  /** The name of the row in which what a step deletes stood. */
  readonly rowOf: (step: PlanStep) => string | undefined;
}

/**
 * By which the members of a row are replaced one after the other: what goes for a replacement waits until
 * everything that is made at earlier places of its row is stable, and all that is made there beside what
 * stood: one that is missing is not there to stand in. What goes for good has its turn when all others had
 * theirs. Where what is made needs it gone, because both stand on something that is replaced, or because it
 * takes over its address, `addNeeds` lets them go together. Who takes over what another of the row has, its
 * address for instance, has its turn after that one; and where something is not ready anyway, it comes first.
 *
 * @param freed What is made, with the deletions that free what it takes over.
 */
export function* turnNeeds(
  steps: readonly PlanStep[],
  resources: readonly Resource[],
  freed: readonly WantedNeeds[],
  { isReady, rowOf }: Standing,
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
      isReady,
    );
    const going = row.filter(isGoing);
    const leaving = steps.flatMap((step): Taking[] => {
      const isOfRow = step.action === "delete" && !step.replacement && rowOf(step) === of;
      return isOfRow ? [{ step, turn: { of, place: Infinity } }] : [];
    });
    const own = [...going, ...leaving];
    for (const { step, turn } of [...own, ...own.flatMap((one) => goingFirst(one, steps, turns))])
      yield [step.id, [...new Set([...before(row, turn.place), ...added(row, turn.place)])]];
  }
}

/** What is made in a row at other places at which nothing goes. */
function added(row: readonly Taking[], place: number): readonly string[] {
  const replaced = new Set([place, ...row.filter(isGoing).map(({ turn }) => turn.place)]);
  const made = row.filter(({ step, turn }) => step.action === "create" && !replaced.has(turn.place));
  return made.map(({ step }) => step.id);
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

/**
 * A row with its places numbered anew: those first at which something goes that is not ready, and in an order
 * in which what is taken over is free.
 */
function inTakingOrder(
  row: readonly Taking[],
  freed: readonly WantedNeeds[],
  isReady: (address: string) => boolean,
): Taking[] {
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
  const lacking = new Set(row.flatMap((one) => (isGoing(one) && !isReady(one.step.address) ? [one.turn.place] : [])));
  const places = [...new Set(placeOf.values())].toSorted((a, b) => a - b);
  for (const place of [...places.filter((one) => lacking.has(one)), ...places]) visit(place, new Set());
  const ranks = new Map([...order].map((place, rank) => [place, rank]));
  return row.map(({ step, turn }) => ({ step, turn: { of: turn.of, place: ranks.get(turn.place) ?? turn.place } }));
}

function isGoing({ step }: Taking): boolean {
  return step.action === "delete" && step.replacement;
}
