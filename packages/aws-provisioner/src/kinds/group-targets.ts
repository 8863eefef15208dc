import type { Step } from "../aws/cloud.ts";
import { setChange } from "./set-change.ts";

/**
 * Brings the target groups in which an auto-scaling group registers its instances from `before` to `after`.
 */
export async function changeTargetGroups(
  { clients: { autoScaling }, request }: Step,
  groupName: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const { added, removed } = setChange(before, after);
  const of = { AutoScalingGroupName: groupName };
  if (added.length > 0) await autoScaling.attachLoadBalancerTargetGroups({ ...of, TargetGroupARNs: added }, request);
  if (removed.length > 0) {
    await autoScaling.detachLoadBalancerTargetGroups({ ...of, TargetGroupARNs: removed }, request);
  }
}
