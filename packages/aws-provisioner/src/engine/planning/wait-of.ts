import type { PlanStep } from "../plan.ts";
import { answerSeconds, secondsUntil } from "../schedule.ts";
import type { Decision } from "./decide.ts";

/**
 * A step with the seconds for which the run waits for it, where that is not until it is stable. Of what
 * stands already nobody knows how far it is from serving.
 */
export function withWait(step: PlanStep, decision: Decision | undefined): PlanStep {
  const { resource, kind } = decision ?? {};
  if (step.action === "delete" || resource?.wait === undefined) return step;
  if (resource.wait === "accepted") return { ...step, waits: secondsUntil(step, "accepted") };
  const serving = step.action === "create" ? kind?.serving?.seconds(resource.props) : undefined;
  const seconds = serving === undefined ? 0 : answerSeconds + serving;
  return seconds > step.seconds ? { ...step, waits: seconds } : step;
}
