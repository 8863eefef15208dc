import type { Resource, Turn } from "../graph.ts";
import type { PlanStep } from "../plan.ts";

/** A step about something that stands in a row. */
interface Taking {
  readonly step: PlanStep;
  readonly turn: Turn;
}

/**
 * The steps, with needs by which the members of a row are replaced one after the other: what goes for a
 * replacement waits until everything that is made at earlier places of its row is stable. It does not wait
 * for what itself needs it gone, because both stand on something that is replaced: these go together.
 */
export function inTurns(steps: readonly PlanStep[], resources: readonly Resource[]): PlanStep[] {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  const taking = steps.flatMap((step): Taking[] => {
    const turn = turns.get(step.address);
    return turn === undefined ? [] : [{ step, turn }];
  });
  if (!taking.some(isGoing)) return [...steps];
  const followers = new Followers(steps);
  const added = new Map<string, PlanStep["needs"]>();
  for (const of of new Set(taking.map(({ turn }) => turn.of))) {
    const row = taking.filter(({ turn }) => turn.of === of);
    for (const { step, turn } of row.filter(isGoing)) {
      const later = followers.allOf(step.id);
      const known = new Set(step.needs.map((need) => need.step));
      const first = before(row, turn.place).filter((id) => !later.has(id) && !known.has(id));
      for (const id of first) followers.add(id, step.id);
      added.set(
        step.id,
        first.map((id) => ({ step: id, reached: "stable" })),
      );
    }
  }
  return steps.map((step) => ({ ...step, needs: [...step.needs, ...(added.get(step.id) ?? [])] }));
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

/** Who waits for whom, from the first to the next. */
class Followers {
  readonly #direct = new Map<string, string[]>();

  constructor(steps: readonly PlanStep[]) {
    for (const { id, needs } of steps) for (const { step } of needs) this.add(step, id);
  }

  add(first: string, next: string): void {
    this.#direct.set(first, [...(this.#direct.get(first) ?? []), next]);
  }

  /** The step itself and every other that waits for it, however far on the way. */
  allOf(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    for (const one of found) for (const next of this.#direct.get(one) ?? []) found.add(next);
    return found;
  }
}
