import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import { isGoing, type Row, type Taking } from "./rows.ts";

/**
 * By which the members of a row are replaced one after the other: what goes for a replacement waits until
 * everything that is made at earlier places of its row is stable, and all that is made there beside what
 * stood: one that is missing is not there to stand in. What goes for good has its turn when all others had
 * theirs. Where what is made needs it gone, because both stand on something that is replaced, or because it
 * takes over its address, `addNeeds` lets them go together.
 *
 * @param rowNamed The name of the row in which what a step deletes stood.
 */
export function* turnNeeds(
  steps: readonly PlanStep[],
  rows: readonly Row[],
  rowNamed: (step: PlanStep) => string | undefined,
): Generator<WantedNeeds> {
  const stepOf = new Map(steps.map((step) => [step.id, step]));
  for (const row of rows) {
    const inRow = new Set(row.takings.map(({ step }) => step.address));
    const going = row.takings.flatMap(({ step, place, leads }): Taking[] => {
      return isGoing(step) ? [{ step: stepOf.get(step.id) ?? step, place, leads }] : [];
    });
    const leaving = steps.flatMap((step): Taking[] => {
      const isOfRow = step.action === "delete" && !step.replacement && rowNamed(step) === row.of;
      return isOfRow ? [{ step, place: Infinity, leads: false }] : [];
    });
    const own = [...going, ...leaving];
    const all = [...own, ...own.flatMap((one) => goingFirst(one, steps, inRow))];
    // Whom the members lead others by waits for some of them: where not all can be, the members' order is.
    for (const leads of [false, true]) {
      const takings = row.takings.filter((one) => one.leads === leads);
      for (const { step, place } of all)
        yield [step.id, [...new Set([...before({ ...row, takings }, place), ...added({ ...row, takings }, place)])]];
    }
  }
}

/** What is made in a row at other places at which nothing goes. */
function added({ takings, replaced }: Row, place: number): readonly string[] {
  const made = takings.filter((one) => {
    return one.step.action === "create" && one.place !== place && !replaced.includes(one.place);
  });
  return made.map(({ step }) => step.id);
}

/** What is of no row and has to go before a member of one goes has its turn. */
function goingFirst({ step, place, leads }: Taking, steps: readonly PlanStep[], inRow: ReadonlySet<string>): Taking[] {
  const first = steps.filter(({ id, action, address }) => {
    return action === "delete" && !inRow.has(address) && step.needs.some((need) => need.step === id);
  });
  return first.map((one) => ({ step: one, place, leads }));
}

/**
 * What comes before the deletions at a place: those at the last place before it at which something is
 * replaced, which have waited for all before them, and whatever is made or changed from there on.
 */
function before({ takings }: Row, place: number): readonly string[] {
  const earlier = takings.filter((one) => one.place < place);
  const last = Math.max(-Infinity, ...earlier.filter(({ step }) => isGoing(step)).map((one) => one.place));
  return earlier
    .filter((one) => one.place >= last && (one.step.action !== "delete" || isGoing(one.step)))
    .map(({ step }) => step.id);
}
