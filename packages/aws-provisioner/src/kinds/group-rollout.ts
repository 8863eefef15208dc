import type { InstanceRefresh, InstanceRefreshStatus } from "@aws-sdk/client-auto-scaling";
import { present } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { tagKeys } from "../aws/tags.ts";
import { beginning } from "./refresh-progress.ts";
import { ofGroup } from "./group-tags.ts";
import { type GroupRollout, refreshPreferences } from "./refresh-preferences.ts";
import { unlessRefused } from "./unless-refused.ts";

/** Of a group: which version of which template it launches, and how it comes to it. */
export interface Launching {
  readonly templateId: string;
  readonly templateVersion: string;
  /** Whether all its machines were launched from that. */
  readonly renewed?: boolean | undefined;
  readonly rollout?: GroupRollout | undefined;
}

/** What replaces machines of a group, for the least policy. */
export const refreshing = [
  "autoscaling:StartInstanceRefresh",
  "autoscaling:CancelInstanceRefresh",
  "autoscaling:RollbackInstanceRefresh",
] as const;

/** Seconds for which AWS keeps an instance refresh going at most: 14 days (user guide, instance refresh). */
const longest = 1_209_600;

/**
 * Seconds for which a group may come to what is wanted; undefined where none of its machines is replaced. AWS
 * gives up by itself, an hour after nothing more has succeeded.
 */
export function rolloutSeconds(before: Launching, wanted: Launching): number | undefined {
  const rolls = isOther(before, wanted) || before.renewed === false;
  return wanted.rollout !== undefined && rolls ? longest : undefined;
}

function isOther(before: Launching, wanted: Launching): boolean {
  return before.templateId !== wanted.templateId || before.templateVersion !== wanted.templateVersion;
}

/**
 * Has a group's machines replaced by ones of another version, or takes over the refresh that does so already.
 * Until that has succeeded the group keeps the version that it has, and goes back to it where it fails. A
 * refresh to something else is called off: nobody wants what it brings.
 */
export async function rollOut(
  step: Step,
  {
    id: groupName,
    props: before,
    machines,
  }: { readonly id: string; readonly props: Launching; readonly machines: number },
  wanted: Launching & { readonly rollout: GroupRollout },
): Promise<void> {
  const { templateId, templateVersion, rollout } = wanted;
  const { autoScaling } = step.clients;
  const start = () =>
    autoScaling.startInstanceRefresh(
      {
        AutoScalingGroupName: groupName,
        Strategy: "Rolling",
        DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: templateId, Version: templateVersion } },
        Preferences: {
          ...refreshPreferences(rollout, machines),
          // Back to what is there: a numbered version, of a template that has not been replaced.
          AutoRollback:
            rollout.back !== false &&
            before.templateId === templateId &&
            before.templateVersion !== templateVersion &&
            /^\d+$/.test(before.templateVersion),
        },
      },
      step.request,
    );
  const mark = (id: string) => {
    const Value = [templateId, templateVersion, id].join("/");
    const tag = { ...ofGroup(groupName), Key: tagKeys.rollout, Value, PropagateAtLaunch: false };
    return autoScaling.createOrUpdateTags({ Tags: [tag] }, step.request);
  };
  // Before it begins: AWS carries it out though nobody has heard its id, and nobody would ask about it.
  await mark(beginning);
  const id =
    (await unlessUnderWay(start()))?.InstanceRefreshId ??
    (await takenOver(step, groupName, wanted)) ??
    (await start()).InstanceRefreshId;
  await mark(present(id, "InstanceRefreshId"));
}

function unlessUnderWay<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  return unlessRefused(["InstanceRefreshInProgressFault", "InstanceRefreshInProgress"], answer);
}

/** The refresh under way that brings a group to what is wanted; undefined where it was another, and ends. */
async function takenOver(step: Step, groupName: string, wanted: Launching): Promise<string | undefined> {
  const refresh = await underWay(step, groupName);
  if (refresh === undefined) return undefined;
  if (isTo(refresh, wanted) && forward.includes(refresh.Status)) return refresh.InstanceRefreshId;
  await cancel(step, groupName);
  return undefined;
}

/**
 * Calls off a refresh to something else than what is wanted, before a group is changed in other ways. Gives
 * whether the group may launch what that was to bring: it does from the moment in which one has ended well.
 */
export async function callOffOther(step: Step, groupName: string, wanted: Launching): Promise<boolean> {
  const refresh = await underWay(step, groupName);
  if (refresh !== undefined && isTo(refresh, wanted)) return false;
  if (refresh !== undefined) await cancel(step, groupName);
  return true;
}

/** Calls off a refresh that comes no further: back to what ran before where it may, else it just stops. */
export async function callOff(step: Step, groupName: string): Promise<void> {
  const refresh = await underWay(step, groupName);
  if (refresh === undefined || refresh.Status === "RollbackInProgress") return;
  if (refresh.Preferences?.AutoRollback !== true) return cancel(step, groupName);
  const { autoScaling } = step.clients;
  await unlessOver(autoScaling.rollbackInstanceRefresh({ AutoScalingGroupName: groupName }, step.request));
}

/** At once: what is on its way in or out goes on by itself. */
async function cancel({ clients: { autoScaling }, request }: Step, AutoScalingGroupName: string): Promise<void> {
  await unlessOver(
    autoScaling.cancelInstanceRefresh({ AutoScalingGroupName, WaitForTransitioningInstances: false }, request),
  );
}

function unlessOver<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  return unlessRefused(["ActiveInstanceRefreshNotFoundFault", "ActiveInstanceRefreshNotFound"], answer);
}

/** The refresh of a group that has not ended: only one can be under way. */
async function underWay(
  { clients: { autoScaling }, request }: Look,
  AutoScalingGroupName: string,
): Promise<InstanceRefresh | undefined> {
  const { InstanceRefreshes = [] } = await autoScaling.describeInstanceRefreshes(
    { AutoScalingGroupName, MaxRecords: 10 },
    request,
  );
  return InstanceRefreshes.find(({ Status }) => open.includes(Status));
}

function isTo({ DesiredConfiguration }: InstanceRefresh, { templateId, templateVersion }: Launching): boolean {
  const { LaunchTemplateId, Version } = DesiredConfiguration?.LaunchTemplate ?? {};
  return LaunchTemplateId === templateId && Version === templateVersion;
}

const forward: readonly (InstanceRefreshStatus | undefined)[] = ["Pending", "InProgress", "Baking"];
const open: typeof forward = [...forward, "Cancelling", "RollbackInProgress"];
