import { gathered } from "../gather.ts";
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
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const leavingRow = gathered(steps, (step) =>
    step.action === "delete" && !step.replacement ? rowNamed(step) : undefined,
  );
  for (const row of rows) {
    const inRow = new Set(row.takings.map(({ step }) => step.address));
    const going = row.takings.flatMap(({ step, place, leads }): Taking[] => {
      return isGoing(step) ? [{ step: stepOf.get(step.id) ?? step, place, leads }] : [];
    });
    const leaving = (leavingRow.get(row.of) ?? []).map((step): Taking => ({ step, place: Infinity, leads: false }));
    const own = [...going, ...leaving];
    const byPlace = (one: Taking, other: Taking) => (places.get(one.step.id) ?? 0) - (places.get(other.step.id) ?? 0);
    const all = [...own, ...own.flatMap((one) => goingFirst(one, stepOf, inRow).toSorted(byPlace))];
    // Whom the members lead others by waits for some of them: where not all can be, the members' order is.
    for (const leads of [false, true]) {
      const takings = row.takings.filter((one) => one.leads === leads);
      const before = beforePlaces(takings);
      const added = addedIn(takings, row.replaced);
      for (const { step, place } of all) {
        const elsewhere = added.flatMap((one) => (one.place === place ? [] : [one.step.id]));
        yield [step.id, [...new Set([...before(place), ...elsewhere])]];
      }
    }
  }
}

/** What is made in a row at places at which nothing goes. */
function addedIn(takings: readonly Taking[], replaced: Row["replaced"]): readonly Taking[] {
  return takings.filter(({ step, place }) => step.action === "create" && !replaced.has(place));
}

/** What is of no row and has to go before a member of one goes has its turn. */
function goingFirst(
  { step, place, leads }: Taking,
  stepOf: ReadonlyMap<string, PlanStep>,
  inRow: ReadonlySet<string>,
): Taking[] {
  const needed = [...new Set(step.needs.flatMap((need) => stepOf.get(need.step) ?? []))];
  const first = needed.filter(({ action, address }) => action === "delete" && !inRow.has(address));
  return first.map((one) => ({ step: one, place, leads }));
}

/**
 * Looks up what comes before the deletions at a place: those at the last place before it at which something
 * is replaced, which have waited for all before them, and whatever is made or changed from there on.
 */
function beforePlaces(takings: readonly Taking[]): (place: number) => readonly string[] {
  const counting = takings.filter(({ step }) => step.action !== "delete" || isGoing(step));
  const at = gathered(counting.entries(), ([, { place }]) => place);
  const groups = [...at].toSorted(([a], [b]) => a - b);
  return (place) => {
    const found: (readonly [number, Taking])[] = [];
    for (let group = groups.findLastIndex(([one]) => one < place); group >= 0; group -= 1) {
      const [, there] = groups[group] ?? [0, []];
      found.push(...there);
      if (there.some(([, { step }]) => isGoing(step))) break;
    }
    return found.toSorted(([a], [b]) => a - b).map(([, { step }]) => step.id);
  };
}
