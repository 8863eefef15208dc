import type { Look } from "../aws/cloud.ts";
import { ownScalingGroups } from "./own-scaling-groups.ts";
import { healthIn, healthOf } from "./target-health.ts";
import { unlessGone } from "./unless-gone.ts";

/**
 * Usual seconds until a target is known to be healthy, by the type of its balancer: a few checks; a network
 * balancer takes minutes to begin with them (observed: aws-load-balancer-controller#1786).
 */
export const secondsToHealth = { application: 30, network: 270 } as const;

/**
 * Why nobody may be moved to a target group yet: of some of its targets it is not known whether they are
 * healthy, or none is. Undefined where that may be, as of one that has no targets and wants none.
 *
 * @param of The targets that are asked about, of which one at least is to be registered; default all that
 * there are.
 */
export async function lackingHealth(
  look: Look,
  TargetGroupArn: string,
  of?: readonly string[],
): Promise<string | undefined> {
  const targets = of === undefined ? await healthIn(look, TargetGroupArn) : await healthOf(look, TargetGroupArn, of);
  // What has ended stays registered until its group goes; what is stopped has the same reason.
  const registered = targets.filter(
    ({ TargetHealth: health }) =>
      health?.Reason !== "Target.InvalidState" || health.Description?.includes("terminated") !== true,
  );
  const staying = registered.flatMap(({ TargetHealth: health }) =>
    health === undefined || health.State === "draining" ? [] : [health],
  );
  if (staying.length === 0) {
    if (registered.length > 0 && of === undefined) return "Target.DeregistrationInProgress";
    return of === undefined && !(await isAwaited(look, TargetGroupArn)) ? undefined : "Target.NotRegistered";
  }
  const unknown = staying.find(({ State }) => State === "initial");
  const serves = staying.some(({ State }) => State === "healthy" || State === "unavailable");
  const told = unknown ?? (serves ? undefined : staying[0]);
  if (told === undefined) return undefined;
  return [told.Reason ?? told.State, told.Description].filter((text) => text !== undefined).join(": ");
}

/** The targets of a group whose first checks are under way, with the service's words for it. */
export async function initialAmong(
  { clients, request }: Look,
  TargetGroupArn: string,
): Promise<readonly { readonly id: string; readonly told: string }[]> {
  const answer = await unlessGone(clients.balancing.describeTargetHealth({ TargetGroupArn }, request));
  return (answer?.TargetHealthDescriptions ?? []).flatMap(({ Target, TargetHealth: health }) =>
    health?.State === "initial" ? [{ id: Target?.Id ?? "", told: health.Reason ?? health.State }] : [],
  );
}

/** Whether a group registers its machines there, and wants some: it may only be between two of them. */
async function isAwaited(look: Look, targetGroupArn: string): Promise<boolean> {
  return (await ownScalingGroups(look)).some(
    ({ DesiredCapacity = 0, TargetGroupARNs = [] }) => DesiredCapacity > 0 && TargetGroupARNs.includes(targetGroupArn),
  );
}
