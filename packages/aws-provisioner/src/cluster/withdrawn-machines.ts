import { gathered } from "../engine/gather.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Notice, Plan } from "../engine/plan.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { type Withdrawn, withdrawnIn } from "../kinds/withdrawn.ts";
import { nextTemplate } from "./older-machines.ts";

/** How somebody gives a machine back to its group. */
export const givingBack: Readonly<Record<Withdrawn["how"], (group: string, ids: string) => string>> = {
  "protected from scale in": (group, ids) =>
    `aws autoscaling set-instance-protection --auto-scaling-group-name ${group} --instance-ids ${ids} --no-protected-from-scale-in`,
  "in Standby": (group, ids) => `aws autoscaling exit-standby --auto-scaling-group-name ${group} --instance-ids ${ids}`,
};

/**
 * What is said of machines that somebody has withdrawn from their groups, and that are or will be of an older
 * launch template than the next ones: a rollout leaves them as they are. Told by what was listed anyway.
 */
export function withdrawnMachines({ steps }: Plan, observed: readonly ObservedResource[]): Notice[] {
  const onGroups = gathered(steps, ({ kind, target }) => (kind === AutoScalingGroup.name ? target : undefined));
  return observed.flatMap((group): Notice[] => {
    if (group.kind !== AutoScalingGroup.name || group.status === "deleting") return [];
    const [step] = onGroups.get(group.id) ?? [];
    if (step?.action === "delete") return [];
    const next = nextTemplate(group, step);
    const older = withdrawnIn(group).filter(({ template }) => template !== next);
    const hows = [...new Set(older.map(({ how }) => how))];
    return hows.map((how) => {
      const ids = older.flatMap((one) => (one.how === how ? [one.id] : []));
      const [are, stay, them] = ids.length === 1 ? ["is", "stays", "it"] : ["are", "stay", "them"];
      const giving = givingBack[how](group.id, ids.join(" "));
      const message = `${ids.join(", ")} of ${group.address}, which ${are} ${how}, ${stay} on an older launch template: no rollout replaces ${them} until somebody gives ${them} back (${giving}) and applies again`;
      return { severity: "warning", address: group.address, message };
    });
  });
}
