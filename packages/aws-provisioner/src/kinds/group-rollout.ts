import type { AutoScalingGroup, InstanceRefresh, InstanceRefreshStatus } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import { present } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import type { Undertaking } from "../engine/kind.ts";
import { ofGroup } from "./group-tags.ts";
import { lastFailure } from "./last-failure.ts";
import { unlessGone } from "./unless-gone.ts";
import { unlessRefused } from "./unless-refused.ts";

/**
 * How machines that run are replaced when the template changes: percent of them that serve meanwhile, and
 * seconds from a start until a new one counts as one. Without it they stay as they are.
 */
export const rolloutField = z.optional(
  z.object({
    minHealthy: z.int().check(z.minimum(0)).check(z.maximum(100)),
    warmup: z.int().check(z.minimum(0)),
  }),
);

/** Of a group: which version of which template it launches, and how it comes to it. */
interface Launching {
  readonly templateId: string;
  readonly templateVersion: string;
  readonly rollout?: z.infer<typeof rolloutField>;
}

/** What a group says of an instance refresh: the refresh, and where it failed, the launch that did. */
export interface Refreshing {
  readonly refresh?: InstanceRefresh | undefined;
  readonly failure?: string | undefined;
}

/** Seconds for which AWS keeps an instance refresh going at most: 14 days (user guide, instance refresh). */
const longest = 1_209_600;

/**
 * Seconds for which a group may come to what is wanted; undefined where none of its machines is replaced. AWS
 * gives up by itself, an hour after nothing more has succeeded.
 */
export function rolloutSeconds(before: Launching, wanted: Launching): number | undefined {
  return wanted.rollout !== undefined && isOther(before, wanted) ? longest : undefined;
}

function isOther(before: Launching, wanted: Launching): boolean {
  return before.templateId !== wanted.templateId || before.templateVersion !== wanted.templateVersion;
}

/**
 * Has a group's machines replaced by ones of another version, or takes over the refresh that does so already.
 * Until that has succeeded the group keeps the version that it has, and goes back to it where it fails.
 */
export async function rollOut(step: Step, groupName: string, before: Launching, wanted: Launching): Promise<void> {
  const { templateId, templateVersion, rollout: { minHealthy, warmup } = { minHealthy: 100, warmup: 0 } } = wanted;
  const { autoScaling } = step.clients;
  const start = autoScaling.startInstanceRefresh(
    {
      AutoScalingGroupName: groupName,
      Strategy: "Rolling",
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: templateId, Version: templateVersion } },
      Preferences: {
        MinHealthyPercentage: minHealthy,
        // Written even where it is AWS's default: where no machine can be spared, a written bound lets the
        // new one come first, and none lets an old one go at once (RefreshPreferences).
        MaxHealthyPercentage: Math.max(100, minHealthy + 10),
        InstanceWarmup: warmup,
        SkipMatching: true,
        // Back to what is there: a numbered version of a template that has not been replaced.
        AutoRollback: before.templateId === templateId && /^\d+$/.test(before.templateVersion),
      },
    },
    step.request,
  );
  const started = await unlessRefused(["InstanceRefreshInProgressFault", "InstanceRefreshInProgress"], start);
  const id = started === undefined ? await idUnderWay(step, groupName, wanted) : started.InstanceRefreshId;
  // Without it the refusal is what there is to say: another refresh has to end first.
  if (id === undefined) return void (await start);
  const Value = [templateId, templateVersion, present(id, "InstanceRefreshId")].join("/");
  const tag = { ...ofGroup(groupName), Key: tagKeys.rollout, Value, PropagateAtLaunch: false };
  await autoScaling.createOrUpdateTags({ Tags: [tag] }, step.request);
}

/** The refresh that brings a group to that version at this moment. */
async function idUnderWay(
  { clients: { autoScaling }, request }: Look,
  AutoScalingGroupName: string,
  { templateId, templateVersion }: Launching,
): Promise<string | undefined> {
  const { InstanceRefreshes = [] } = await autoScaling.describeInstanceRefreshes(
    { AutoScalingGroupName, MaxRecords: 10 },
    request,
  );
  return InstanceRefreshes.find(({ Status, DesiredConfiguration }) => {
    const { LaunchTemplateId, Version } = DesiredConfiguration?.LaunchTemplate ?? {};
    const isSame = LaunchTemplateId === templateId && Version === templateVersion;
    return isSame && forward.includes(Status);
  })?.InstanceRefreshId;
}

const forward: readonly (InstanceRefreshStatus | undefined)[] = ["Pending", "InProgress", "Baking"];
const givenUp: readonly (InstanceRefreshStatus | undefined)[] = [
  "Failed",
  "Cancelled",
  "RollbackSuccessful",
  "RollbackFailed",
];

/**
 * What has become of the last refresh of a group. AWS is asked only where the group bears the mark of one
 * whose version it does not have.
 */
export async function lookAtRollout(
  look: Look,
  group: Pick<AutoScalingGroup, "AutoScalingGroupName" | "LaunchTemplate"> & {
    readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
  },
): Promise<Refreshing> {
  const { AutoScalingGroupName, LaunchTemplate: { LaunchTemplateId, Version } = {}, Tags } = group;
  const [templateId, version, id] = tagValue(Tags, tagKeys.rollout)?.split("/") ?? [];
  if (AutoScalingGroupName === undefined || id === undefined) return {};
  // Versions of a template only grow.
  if (templateId === LaunchTemplateId && Number(version) <= Number(Version)) return {};
  const asked = { AutoScalingGroupName, InstanceRefreshIds: [id] };
  const answer = await unlessGone(look.clients.autoScaling.describeInstanceRefreshes(asked, look.request));
  const refresh = answer?.InstanceRefreshes?.[0];
  if (!givenUp.includes(refresh?.Status)) return { refresh };
  return { refresh, failure: await lastFailure(look, AutoScalingGroupName) };
}

/** What a refresh is to the engine; undefined where there is none, or it has succeeded. */
export function readRollout({ refresh, failure }: Refreshing): Undertaking | undefined {
  if (refresh?.Status === undefined || refresh.Status === "Successful") return undefined;
  const { InstanceRefreshId: id = "", Status, PercentageComplete = 0, StatusReason, RollbackDetails } = refresh;
  const version = refresh.DesiredConfiguration?.LaunchTemplate?.Version;
  const reason = [StatusReason ?? RollbackDetails?.RollbackReason, failure].filter((one) => one !== undefined);
  const why = reason.length === 0 ? "" : `: ${reason.join(" ")}`;
  if (givenUp.includes(Status))
    return {
      id,
      state: "given-up",
      told: `instance refresh ${id} to version ${version} is ${Status}${why}`,
    };
  const done = `${PercentageComplete} percent of the machines are of version ${version}`;
  return { id, state: "under-way", told: `instance refresh is ${Status}, ${done}${why}` };
}
