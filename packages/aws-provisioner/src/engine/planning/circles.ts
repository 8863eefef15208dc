import type { Diagnostic } from "@drydock/systemd/ground";
import type { PlanStep } from "../plan.ts";

/**
 * What no order of the steps could bring about, because some of them wait for each other: as a rule something
 * that takes the place of another, a range or an address, which is needed until others have moved to it.
 */
export function circleProblems(steps: readonly PlanStep[]): Diagnostic[] {
  const circle = circleIn(steps);
  if (circle === undefined) return [];
  const takers = circle.flatMap((step, at): Diagnostic[] => {
    const holder = circle[(at + 1) % circle.length];
    if (step.action !== "create" || holder?.action !== "delete") return [];
    const held = holder.address === step.address ? holder.target : holder.address;
    return [
      {
        severity: "error",
        path: step.address,
        message: `it takes the place of ${held}, which cannot go before what it serves has moved to it`,
        remedy: "Give it another range or address, or apply it in two steps: first what moves away, then this.",
        rule: "place-taken",
      },
    ];
  });
  return takers.length > 0 ? takers : [noOrder(circle)];
}

function noOrder(circle: readonly PlanStep[]): Diagnostic {
  const [first] = circle;
  return {
    severity: "error",
    path: first?.address ?? "",
    message: `steps wait for each other: ${circle.map(({ id }) => id).join(", ")}`,
    remedy: "Apply it in two steps, of which each changes a part.",
    rule: "no-order",
  };
}

/** Steps of which each needs the next, and the last the first; undefined where there are none. */
function circleIn(steps: readonly PlanStep[]): readonly PlanStep[] | undefined {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const done = new Set<PlanStep>();
  const open = new Set<PlanStep>();
  const search = (step: PlanStep): readonly PlanStep[] | undefined => {
    if (done.has(step)) return undefined;
    if (open.has(step)) return [...open].slice([...open].indexOf(step));
    open.add(step);
    for (const need of step.needs) {
      const next = byId.get(need.step);
      const found = next && search(next);
      if (found !== undefined) return found;
    }
    open.delete(step);
    done.add(step);
    return undefined;
  };
  for (const step of steps) {
    const found = search(step);
    if (found !== undefined) return found;
  }
  return undefined;
}
