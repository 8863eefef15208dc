import type { ScalingPolicy, ScheduledUpdateGroupAction } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";

/**
 * Every scaling policy of the region, asked for once a look: Auto Scaling lists them by no more than one
 * group.
 */
export function scalingPolicies({ clients: { autoScaling }, request, once }: Look): Promise<ScalingPolicy[]> {
  return once("scaling-policies", () =>
    items(
      (NextToken) => autoScaling.describePolicies({ MaxRecords: 100, NextToken }, request),
      ({ ScalingPolicies }) => ScalingPolicies,
    ),
  );
}

/** Every scheduled action of the region, asked for once a look, as its policies are. */
export function scheduledActions({
  clients: { autoScaling },
  request,
  once,
}: Look): Promise<ScheduledUpdateGroupAction[]> {
  return once("scheduled-actions", () =>
    items(
      (NextToken) => autoScaling.describeScheduledActions({ MaxRecords: 100, NextToken }, request),
      ({ ScheduledUpdateGroupActions }) => ScheduledUpdateGroupActions,
    ),
  );
}
