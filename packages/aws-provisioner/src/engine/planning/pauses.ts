import type { Resource } from "../graph.ts";
import type { PlanStep } from "../plan.ts";

/**
 * The steps with the pauses of their rows: what goes first at a place, after something at another, waits for
 * the row's pause before it does.
 */
export function withPauses(steps: readonly PlanStep[], resources: readonly Resource[]): PlanStep[] {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  const byId = new Map(steps.map((step) => [step.id, step]));
  return steps.map((step) => {
    const turn = turns.get(step.address);
    if (turn?.pause === undefined || turn.pause === 0 || !isGoing(step)) return step;
    const before = step.needs.flatMap(({ step: id }) => byId.get(id) ?? []);
    const placeOf = ({ address }: PlanStep) =>
      turns.get(address)?.of === turn.of ? turns.get(address)?.place : undefined;
    const isSecond = before.some((one) => isGoing(one) && placeOf(one) === turn.place);
    const isLater = before.some((one) => placeOf(one) !== undefined && placeOf(one) !== turn.place);
    return isSecond || !isLater ? step : { ...step, pause: turn.pause, seconds: step.seconds + turn.pause };
  });
}

function isGoing({ action, replacement }: PlanStep): boolean {
  return action === "delete" && replacement;
}
