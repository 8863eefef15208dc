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
 * because both stand on something that is replaced, `addNeeds` lets them go together.
 */
export function* turnNeeds(steps: readonly PlanStep[], resources: readonly Resource[]): Generator<WantedNeeds> {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  const taking = steps.flatMap((step): Taking[] => {
    const turn = turns.get(step.address);
    return turn === undefined ? [] : [{ step, turn }];
  });
  for (const of of new Set(taking.map(({ turn }) => turn.of))) {
    const row = taking.filter(({ turn }) => turn.of === of);
    for (const { step, turn } of row.filter(isGoing)) yield [step.id, before(row, turn.place)];
  }
}

/**
 * What comes before the deletions at a place: those at the last place before it at which something is
 * replaced, which have waited for all before them, and whatever is made from there on.
 */
function before(row: readonly Taking[], place: number): readonly string[] {
  const earlier = row.filter(({ turn }) => turn.place < place);
  const last = Math.max(-Infinity, ...earlier.filter(isGoing).map(({ turn }) => turn.place));
  return earlier
    .filter((one) => one.turn.place >= last && (one.step.action === "create" || isGoing(one)))
    .map(({ step }) => step.id);
}

function isGoing({ step }: Taking): boolean {
  return step.action === "delete" && step.replacement;
}
