import type { PlanStep } from "@drydock/aws-provisioner";

/**
 * Calls that no order can spare one after the other: two rounds of looking, and one call for each step of the
 * longest chain. A step that goes down with its owner makes none.
 */
export function chainedCalls(steps: readonly Pick<PlanStep, "id" | "needs" | "diesWith">[]): number {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const depths = new Map<string, number>();
  function depthOf(id: string): number {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const step = byId.get(id);
    if (step === undefined) return 0;
    const own = step.diesWith === undefined ? 1 : 0;
    const depth = own + Math.max(0, ...step.needs.map((need) => depthOf(need.step)));
    depths.set(id, depth);
    return depth;
  }
  return 2 + Math.max(0, ...steps.map(({ id }) => depthOf(id)));
}
