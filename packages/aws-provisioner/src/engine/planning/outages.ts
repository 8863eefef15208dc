import { gathered } from "../gather.ts";
import type { PlanStep } from "../plan.ts";
import { secondsUntil } from "../schedule.ts";

/**
 * The steps, with each that makes something anew telling for how long the old one is gone by then: from the
 * start of its deletion, or of the owner's with which it vanishes, until the new one is ready. Each step
 * takes its usual time, and starts when what it needs has come far enough.
 */
export function withOutages(steps: readonly PlanStep[]): PlanStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const starts = new Map<string, number>();
  const startOf = (step: PlanStep): number => {
    const known = starts.get(step.id);
    if (known !== undefined) return known;
    // What needs itself has no order, which whoever asks for one is told.
    starts.set(step.id, 0);
    const start = Math.max(
      0,
      ...step.needs.map(({ step: id, reached }) => {
        const first = byId.get(id);
        return first === undefined ? 0 : startOf(first) + secondsUntil(first, reached);
      }),
    );
    starts.set(step.id, start);
    return start;
  };
  const goesAt = (step: PlanStep): number => {
    const owner = step.diesWith === undefined ? undefined : byId.get(step.diesWith);
    return owner === undefined ? startOf(step) + (step.pause ?? 0) : goesAt(owner);
  };
  const replaced = gathered(steps, ({ action, replacement, address }) =>
    action === "delete" && replacement ? address : undefined,
  );
  return steps.map((step) => {
    if (step.action !== "create" || !step.replacement) return step;
    const [old] = replaced.get(step.address) ?? [];
    if (old === undefined || old.needs.some((need) => need.step === step.id)) return step;
    return { ...step, outage: Math.max(0, startOf(step) + step.seconds - goesAt(old)) };
  });
}
