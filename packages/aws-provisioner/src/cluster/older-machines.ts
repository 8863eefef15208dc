import type { Change } from "../engine/diff.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Notice, Plan, PlanStep } from "../engine/plan.ts";
import { isRef } from "../engine/ref.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { templateText } from "../kinds/launched-from.ts";
import { rollable, withdrawnIn } from "../kinds/withdrawn.ts";
import { rollingFields } from "../kinds/roll-estimate.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";

/**
 * What is said of groups whose machines were launched from another version of the template than the next ones
 * will be, and that no step of the plan replaces. Told by what was listed anyway.
 */
export function olderMachines({ steps, resources }: Plan, observed: readonly ObservedResource[]): Notice[] {
  const stepOf = new Map(steps.map((step) => [step.target, step]));
  const members = new Set(observed.flatMap(({ kind, name }) => (kind === NetworkInterface.name ? [name] : [])));
  const rolling = new Set(resources.flatMap(({ address, props }) => (props["rollout"] === undefined ? [] : [address])));
  return observed.flatMap((group): Notice[] => {
    const step = stepOf.get(group.id);
    if (step !== undefined && rolling.has(step.address) && step.changes.some(isOfTemplate)) return [];
    if (group.kind !== AutoScalingGroup.name || group.status === "deleting" || step?.action === "delete") return [];
    const running = rollable(group);
    const next = nextTemplate(group, step);
    const older = running.filter((template) => template !== next);
    if (older.length === 0) return [];
    const all = running.length + withdrawnIn(group).filter(({ template }) => template !== undefined).length;
    const count = `${older.length} of ${all}`;
    const message = `${count} running in ${group.address} ${older.length === 1 ? "is" : "are"} of an older launch template until replaced: ${how(group.id, members.has(group.name))}`;
    return [{ severity: "warning", address: group.address, message }];
  });
}

/** Whether a group's machines are replaced for that change, where it says how. */
function isOfTemplate({ field }: Change): boolean {
  return rollingFields.some((rolling) => rolling === field);
}

/** What the group launches once the plan was applied; undefined where that is made by the plan. */
export function nextTemplate({ props }: ObservedResource, step: PlanStep | undefined): string | undefined {
  const next = (field: string) => step?.changes.find((change) => change.field === field)?.after ?? props[field];
  const [id, version] = [next("templateId"), next("templateVersion")];
  return isRef(id) || isRef(version) ? undefined : templateText(id, version);
}

/** By what machines are replaced. A member of etcd is alone in its group. */
function how(name: string, isMember: boolean): string {
  const refresh = `aws autoscaling start-instance-refresh --auto-scaling-group-name ${name}`;
  return isMember
    ? `${refresh}, one member after the other, each once etcd is healthy`
    : `${refresh}, or terminate them one by one`;
}
