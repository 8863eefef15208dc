import type { TargetHealthDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Look } from "../aws/cloud.ts";
import { gathered } from "../engine/gather.ts";

/** What a balancer says of every target of a group, asked for once a look. */
export function healthIn(
  { clients, request, once }: Look,
  TargetGroupArn: string,
): Promise<readonly TargetHealthDescription[]> {
  return once(`health in ${TargetGroupArn}`, async () => {
    const { TargetHealthDescriptions = [] } = await clients.balancing.describeTargetHealth({ TargetGroupArn }, request);
    return TargetHealthDescriptions;
  });
}

/** Of those targets of a group, however many ask for theirs: they are told apart once a look. */
export async function healthOf(
  look: Look,
  targetGroupArn: string,
  ids: readonly string[],
): Promise<readonly TargetHealthDescription[]> {
  const byId = await look.once(`health by target in ${targetGroupArn}`, async () =>
    gathered(await healthIn(look, targetGroupArn), ({ Target }) => Target?.Id),
  );
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
