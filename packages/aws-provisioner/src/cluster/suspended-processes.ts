import type { ObservedResource } from "../engine/observed.ts";
import type { Notice, Plan } from "../engine/plan.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { resuming, suspendedIn, suspendedWords } from "../kinds/suspended.ts";

/**
 * What is said of groups of which somebody has suspended processes that the plan does not need: they stay so,
 * for they are whoever suspended them to resume. Told by what was listed anyway.
 */
export function suspendedProcesses({ steps }: Plan, observed: readonly ObservedResource[]): Notice[] {
  const going = new Set(
    steps.flatMap(({ action, kind, target }) =>
      action === "delete" && kind === AutoScalingGroup.name ? [target] : [],
    ),
  );
  return observed.flatMap((group): Notice[] => {
    if (group.kind !== AutoScalingGroup.name || group.status === "deleting" || going.has(group.id)) return [];
    const suspended = [...suspendedIn(group)];
    if (suspended.length === 0) return [];
    const names = suspended.map(([name]) => name);
    const message = `of ${group.address}, ${suspendedWords(suspended)}; that stays so until somebody resumes it: ${resuming(group.id, names)}`;
    return [{ severity: "warning", address: group.address, message }];
  });
}
