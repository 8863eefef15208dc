import type { Look } from "../aws/cloud.ts";

/**
 * Usual seconds until a target is known to be healthy, by the type of its balancer: a few checks; a network
 * balancer takes minutes to begin with them (observed: aws-load-balancer-controller#1786).
 */
export const secondsToHealth = { application: 30, network: 270 } as const;

/**
 * Why nobody may be moved to a target group yet: of some of its targets it is not known whether they are
 * healthy, or none is. Undefined where that may be, as of one that has no targets.
 *
 * @param of The targets that are asked about, of which one at least is to be registered; default all that
 * there are.
 */
export async function lackingHealth(
  { clients: { balancing }, request }: Look,
  TargetGroupArn: string,
  of?: readonly string[],
): Promise<string | undefined> {
  const { TargetHealthDescriptions = [] } = await balancing.describeTargetHealth({ TargetGroupArn }, request);
  const staying = TargetHealthDescriptions.flatMap(({ Target, TargetHealth: health }) =>
    health === undefined || health.State === "draining" || of?.includes(Target?.Id ?? "") === false ? [] : [health],
  );
  if (of !== undefined && staying.length === 0) return "Target.NotRegistered";
  const unknown = staying.find(({ State }) => State === "initial");
  const serves = staying.some(({ State }) => State === "healthy" || State === "unavailable");
  const told = unknown ?? (serves ? undefined : staying[0]);
  if (told === undefined) return undefined;
  return [told.Reason ?? told.State, told.Description].filter((text) => text !== undefined).join(": ");
}
