import type { Diagnostic } from "@drydock/systemd/ground";
import type { PlanStep } from "../plan.ts";
import { isGoing, type Row } from "./rows.ts";

/**
 * What leads others to the members of a row and is replaced, where it can come only when the last of them has
 * gone: something of it waits for their successors, as a balancer does for fixed addresses in its subnets.
 * Nobody would be led to any of them for so long, though they are replaced one after the other.
 */
export function lateWays(steps: readonly PlanStep[], rows: readonly Row[]): Diagnostic[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return rows.flatMap(({ of, takings, replaced }) => {
    const going = takings.filter(({ step, leads }) => isGoing(step) && !leads);
    if (replaced.size < 2) return [];
    return takings.flatMap(({ step, place, leads }): Diagnostic[] => {
      if (!leads || place === -1 || step.action !== "create" || !step.replacement) return [];
      const before = allBefore(step.id, byId);
      const late = [...replaced].every((one) =>
        going.some((other) => other.place === one && before.has(other.step.id)),
      );
      if (!late) return [];
      return [
        {
          severity: "error",
          path: step.address,
          message: `it can lead to the machines of ${of} only when all of them have been replaced, and nothing would until then`,
          remedy: `Declare a set of another name with the new addresses, apply that, and take ${of} away then.`,
          rule: "way-comes-late",
        },
      ];
    });
  });
}

/** All that a step waits for, however far on the way. */
function allBefore(id: string, byId: ReadonlyMap<string, PlanStep>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (const one of open) {
    for (const { step } of byId.get(one)?.needs ?? []) {
      if (found.has(step)) continue;
      found.add(step);
      open.push(step);
    }
  }
  return found;
}
