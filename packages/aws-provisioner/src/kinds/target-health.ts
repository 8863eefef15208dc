import type { TargetHealthDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Look } from "../aws/cloud.ts";

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
