import type { Untimed } from "../engine/event.ts";
import type { Notice, Plan } from "../engine/plan.ts";
import { sealed } from "../engine/saved-plan/seal.ts";

/**
 * A plan has no events: what a run tells as it goes, and a plan's reader should know, is a notice of it. That
 * is `unrecorded`, which may come as late as with the last lines of the log.
 *
 * @param planned Plans, and tells what comes up until it is over.
 */
export async function toldInPlan(planned: (emit: (event: Untimed) => void) => Promise<Plan>): Promise<Plan> {
  const told: Notice[] = [];
  const plan = await planned((event) => {
    if (event.type !== "unrecorded") return;
    const message = `the log of calls is not whole, since it could not be written: ${event.reason}`;
    told.push({ severity: "warning", address: undefined, message });
  });
  return told.length === 0 ? plan : sealed({ ...plan, notices: [...plan.notices, ...told] });
}
