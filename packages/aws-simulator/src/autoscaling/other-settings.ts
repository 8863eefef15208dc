import type { UpdateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import type { GroupRecord } from "./records/group.ts";

/** The settings of a group that depend on nothing else. */
type OtherSettings = Pick<
  GroupRecord,
  | "cooldown"
  | "warmup"
  | "healthCheckType"
  | "gracePeriod"
  | "terminationPolicies"
  | "protectNew"
  | "capacityRebalance"
  | "maxLifetime"
  | "deletionProtection"
>;

type Request = Pick<
  UpdateAutoScalingGroupType,
  | "DefaultCooldown"
  | "DefaultInstanceWarmup"
  | "HealthCheckType"
  | "HealthCheckGracePeriod"
  | "TerminationPolicies"
  | "NewInstancesProtectedFromScaleIn"
  | "CapacityRebalance"
  | "MaxInstanceLifetime"
  | "DeletionProtection"
>;

/** What a new group has of them where nothing is asked; its times are in seconds. */
export const unset: OtherSettings = {
  cooldown: 300,
  warmup: undefined,
  healthCheckType: "EC2",
  gracePeriod: 0,
  terminationPolicies: ["Default"],
  protectNew: false,
  capacityRebalance: false,
  maxLifetime: undefined,
  deletionProtection: undefined,
};

/** The settings as asked for; what is not asked for stays as it was before. */
export function otherSettings(input: Request, before: OtherSettings): OtherSettings {
  return {
    cooldown: input.DefaultCooldown ?? before.cooldown,
    warmup: input.DefaultInstanceWarmup ?? before.warmup,
    healthCheckType: input.HealthCheckType ?? before.healthCheckType,
    gracePeriod: input.HealthCheckGracePeriod ?? before.gracePeriod,
    terminationPolicies: [...(input.TerminationPolicies ?? before.terminationPolicies)],
    protectNew: input.NewInstancesProtectedFromScaleIn ?? before.protectNew,
    capacityRebalance: input.CapacityRebalance ?? before.capacityRebalance,
    maxLifetime: input.MaxInstanceLifetime ?? before.maxLifetime,
    deletionProtection: input.DeletionProtection ?? before.deletionProtection,
  };
}
