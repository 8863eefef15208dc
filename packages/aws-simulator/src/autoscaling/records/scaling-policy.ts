import type { Alarm, TargetTrackingConfiguration } from "@aws-sdk/client-auto-scaling";
import { table } from "../../resource.ts";

/** A policy by which a group scales itself. Only target tracking is modelled. */
export interface ScalingPolicyRecord {
  readonly arn: string;
  readonly group: string;
  readonly name: string;
  tracking: TargetTrackingConfiguration;
  warmup: number | undefined;
  enabled: boolean;
  /** The alarms that Auto Scaling keeps for it. */
  readonly alarms: Alarm[];
}

/** The account's policies by group and name, as `keyIn` writes them. */
export const scalingPolicies = table<ScalingPolicyRecord>("autoscaling/scaling-policies");
