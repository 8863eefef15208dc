import type { Diagnostic } from "@drydock/systemd/ground";
import { gathered } from "../gather.ts";
import type { WantedNeeds } from "./add-needs.ts";
import { isGoing, type Row } from "./rows.ts";

/**
 * Members of a row that take something over from each other, their addresses for instance: neither can come
 * before both have gone, though the members are replaced one after the other.
 *
 * @param needs What must be over before a step starts, but for the turns of the rows.
 * @param freed Of that, what takes something over with the deletions of who has it.
 */
export function exchanges(
  rows: readonly Row[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  freed: readonly WantedNeeds[],
): Diagnostic[] {
  const freedBy = gathered(freed.entries(), ([, [id]]) => id);
  return rows.flatMap(({ takings, replaced }) => {
    const own = takings.filter(({ leads }) => !leads);
    const at = new Map(own.flatMap(({ step, place }) => (isGoing(step) ? [[step.id, place] as const] : [])));
    const madeAt = gathered(own, ({ step, place }) => (step.action === "create" ? place : undefined));
    const takesFrom = new Map(
      [...replaced].map((place) => {
        const made = madeAt.get(place) ?? [];
        const first = new Set(made.flatMap(({ step }) => [step.id, ...allBefore(step.id, needs)]));
        const taking = [...first].flatMap((id) => freedBy.get(id) ?? []).toSorted(([a], [b]) => a - b);
        const holders = taking.flatMap(([, [, going]]) => going);
        const from = holders.flatMap((one) => [one, ...allBefore(one, needs)].flatMap((id) => at.get(id) ?? []));
        return [place, new Set(from.filter((one) => one !== place))] as const;
      }),
    );
    return [...takesFrom].flatMap(([place, from]): Diagnostic[] => {
      const other = [...from].find((one) => one < place && takesFrom.get(one)?.has(place) === true);
      const [one, two] = [place, other].map((wanted) =>
        own.find(({ step, place }) => place === wanted && isGoing(step)),
      );
      if (one === undefined || two === undefined) return [];
      return [
        {
          severity: "error",
          path: one.step.address,
          message: `it and ${two.step.address} take over from each other, so that both would be away at once`,
          remedy: "Leave each what it has; or give one of them another address, apply that, and then this.",
          rule: "place-taken",
        },
      ];
    });
  });
}

/** All that a step waits for, however far on the way. */
function allBefore(id: string, needs: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set(needs.get(id));
  for (const one of found) for (const first of needs.get(one) ?? []) found.add(first);
  return found;
}
