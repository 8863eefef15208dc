import type { Activity, AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";
import type { Explanation } from "../engine/explanation.ts";
import { consoleWords, explainMachine } from "./explain-machine.ts";
import { failureIn, lastActivities } from "./last-failure.ts";
import { lastRollout } from "./refresh-progress.ts";
import { inVain } from "./launch-failures.ts";
import { type Process, readSuspended, resuming, suspendedWords } from "./suspended.ts";

/**
 * Why a group does not come to what is wanted: what there is to say of one of its new machines, why the last
 * one was taken away, and the last launch that failed; and whether that is in vain.
 */
export async function explainGroup(look: Look, groupName: string, since: Date): Promise<Explanation | undefined> {
  const { autoScaling } = look.clients;
  const [{ AutoScalingGroups }, activities] = await Promise.all([
    autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [groupName] }, look.request),
    lastActivities(look, groupName),
  ]);
  const group = AutoScalingGroups?.[0];
  const lost = takenAway(activities);
  const machine = group && (await machineWords(look, suspect(group), group.TargetGroupARNs));
  // One that is gone tells by its console, kept for an hour (EC2 user guide, instance console output).
  const former = machine?.includes(consoleWords) ? undefined : await machineWords(look, lost?.id);
  const failed = sinceLaunched(activities);
  const words = [suspendedOf(group), lost?.cause, machine, former, failureIn(failed)];
  const told = words.filter((part) => part !== undefined).join("; ");
  if (told === "") return undefined;
  return { told, inVain: mend(group, failed, since) };
}

/** What to mend before anything is launched again, by what was done since then. */
function mend(group: AutoScalingGroup | undefined, failed: readonly Activity[], since: Date): string | undefined {
  if (readSuspended(group ?? {}).Launch === undefined)
    return inVain(failed.filter(({ StartTime = since }) => StartTime >= since));
  return `Ask who did that, then: ${resuming(group?.AutoScalingGroupName ?? "", ["Launch"])}`;
}

/** What somebody has told the group not to do. */
function suspendedOf(group: AutoScalingGroup | undefined): string | undefined {
  const suspended = Object.entries(readSuspended(group ?? {})) as [Process, string][];
  return suspended.length === 0 ? undefined : suspendedWords(suspended);
}

/** What was done after the last launch that went well: what failed before is past. */
function sinceLaunched(activities: readonly Activity[]): readonly Activity[] {
  const launched = activities.findIndex(
    ({ StatusCode, Description = "" }) => StatusCode === "Successful" && Description.startsWith("Launching"),
  );
  return launched === -1 ? activities : activities.slice(0, launched);
}

async function machineWords(
  look: Look,
  id: string | undefined,
  targetGroupArns: readonly string[] = [],
): Promise<string | undefined> {
  const words = id === undefined ? undefined : await explainMachine(look, id, targetGroupArns);
  return words === undefined ? undefined : `${id}: ${words}`;
}

/** A machine of the version to which the group was last to come, or else one that is not in service. */
function suspect({ Instances = [], ...group }: AutoScalingGroup): string | undefined {
  const { templateId, version } = lastRollout(group);
  const isNew = ({ LaunchTemplate }: Instance) =>
    LaunchTemplate?.LaunchTemplateId === templateId && LaunchTemplate?.Version === version;
  const isOut = ({ LifecycleState, HealthStatus }: Instance) =>
    LifecycleState !== "InService" || HealthStatus !== "Healthy";
  const staying = Instances.filter(({ LifecycleState }) => LifecycleState?.startsWith("Terminat") === false);
  return (staying.find(isNew) ?? staying.find(isOut))?.InstanceId;
}

/** The last machine that was taken away because a check of it failed, and AWS's cause. */
function takenAway(activities: readonly Activity[]): { readonly id: string; readonly cause: string } | undefined {
  for (const { Description = "", Cause = "" } of activities) {
    const id = /^Terminating EC2 instance: (i-\w+)/.exec(Description)?.[1];
    if (id !== undefined && /health check|status check/.test(Cause)) return { id, cause: Cause.replace(/\.$/, "") };
  }
  return undefined;
}
