import type { AutoScalingGroup, InstanceRefresh, InstanceRefreshStatus } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import type { Undertaking } from "../engine/undertaking.ts";
import { failureIn, lastActivities } from "./last-failure.ts";
import { launchedFrom, templateText } from "./launched-from.ts";
import { isWithdrawn } from "./withdrawn.ts";
import { unlessGone } from "./unless-gone.ts";

/** What a group says of an instance refresh: the refresh, and where it failed, the launch that did. */
export interface Refreshing {
  readonly refresh?: InstanceRefresh | undefined;
  readonly failure?: string | undefined;
}

type Group = Pick<AutoScalingGroup, "AutoScalingGroupName" | "LaunchTemplate" | "Instances"> & {
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
};

/** What stands for the id in the mark of a refresh that was to be begun, until its id is known. */
export const beginning = "beginning";

const givenUp: readonly (InstanceRefreshStatus | undefined)[] = [
  "Failed",
  "Cancelled",
  "RollbackSuccessful",
  "RollbackFailed",
];

/**
 * What has become of the last refresh of a group. AWS is asked only where the group bears the mark of one,
 * and has not come to what that was to bring.
 */
export async function lookAtRollout(look: Look, group: Group): Promise<Refreshing> {
  const { AutoScalingGroupName, LaunchTemplate: { LaunchTemplateId, Version } = {} } = group;
  const { templateId, version, id } = lastRollout(group);
  if (AutoScalingGroupName === undefined || id === undefined) return {};
  if (templateId === LaunchTemplateId && version === Version && isRenewed(group)) return {};
  const which = id === beginning ? { MaxRecords: 1 } : { InstanceRefreshIds: [id] };
  const asked = { AutoScalingGroupName, ...which };
  const answer = await unlessGone(look.clients.autoScaling.describeInstanceRefreshes(asked, look.request));
  // The last of all is the one that was to be begun only where it goes on: only one can.
  const refresh = answer?.InstanceRefreshes?.find(({ Status }) => id !== beginning || !isOver(Status));
  if (!givenUp.includes(refresh?.Status)) return { refresh };
  return { refresh, failure: failureIn(await lastActivities(look, AutoScalingGroupName), refresh?.StartTime) };
}

function isOver(status: InstanceRefreshStatus | undefined): boolean {
  return status === "Successful" || givenUp.includes(status);
}

/** To which version of which template a group was last refreshed, and by which refresh. */
export function lastRollout({ Tags }: Pick<Group, "Tags">) {
  const [templateId, version, id] = tagValue(Tags, tagKeys.rollout)?.split("/") ?? [];
  return { templateId, version, id };
}

/**
 * Whether every machine of a group that a rollout may replace was launched from what the next ones would be,
 * and none is on the way to something else.
 */
export function isRenewed({
  LaunchTemplate,
  Instances = [],
  refresh,
}: Pick<Group, "LaunchTemplate" | "Instances"> & Refreshing): boolean {
  const saved = templateText(LaunchTemplate?.LaunchTemplateId, LaunchTemplate?.Version);
  const running = launchedFrom({ Instances: Instances.filter((instance) => !isWithdrawn(instance)) });
  return readRollout({ refresh })?.state !== "under-way" && running.every((template) => template === saved);
}

/** What a refresh is to the engine; undefined where there is none, or it has succeeded. */
export function readRollout({
  refresh,
  failure,
  ...group
}: Pick<Group, "Instances"> & Refreshing): Undertaking | undefined {
  if (refresh?.Status === undefined || refresh.Status === "Successful") return undefined;
  const { InstanceRefreshId: id = "", Status, PercentageComplete = 0, StatusReason, RollbackDetails } = refresh;
  const version = refresh.DesiredConfiguration?.LaunchTemplate?.Version;
  const reason = [StatusReason ?? RollbackDetails?.RollbackReason, failure].filter((one) => one !== undefined);
  const why = reason.length === 0 ? "" : `: ${reason.join(" ")}`;
  const progress = `${Status} ${PercentageComplete} ${refresh.InstancesToUpdate}`;
  if (givenUp.includes(Status)) {
    const told = `instance refresh ${id} to version ${version} is ${Status}${why}`;
    const calledOff = Status === "Cancelled";
    return { id, state: "given-up", told, calledOff, outcome: outcomeOf(refresh, launchedFrom(group)), progress };
  }
  const done = `${PercentageComplete} percent of the machines are of version ${version}`;
  return { id, state: "under-way", told: `instance refresh is ${Status}, ${done}${why}`, progress };
}

/** How a refresh that came to nothing leaves the machines of its group, by what they were launched from. */
function outcomeOf({ Status, DesiredConfiguration }: InstanceRefresh, machines: readonly string[]): string {
  const { LaunchTemplateId, Version } = DesiredConfiguration?.LaunchTemplate ?? {};
  const brought = machines.filter((one) => one === templateText(LaunchTemplateId, Version)).length;
  if (brought === 0)
    return Status === "RollbackSuccessful" ? "runs again what it ran before" : "runs what it ran before";
  const part = `${brought} of its ${machines.length} machines ${brought === 1 ? "is" : "are"} of version ${Version}`;
  return `is left between two versions, as ${part}`;
}
