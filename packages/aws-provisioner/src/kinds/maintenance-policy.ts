import type { InstanceMaintenancePolicy } from "@aws-sdk/client-auto-scaling";

/** Percent of a group's desired capacity that stay healthy during replacements, and that may exist. */
interface Maintenance {
  readonly min: number;
  readonly max: number;
}

/** A maintenance policy in AWS's words; undefined where none is wanted. */
export function writeMaintenance(wanted: Maintenance | undefined): InstanceMaintenancePolicy | undefined {
  return wanted && { MinHealthyPercentage: wanted.min, MaxHealthyPercentage: wanted.max };
}

/** A maintenance policy in the blueprint's words; undefined where the group has none. */
export function readMaintenance(policy: InstanceMaintenancePolicy | undefined): Maintenance | undefined {
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy ?? {};
  return min === undefined || max === undefined ? undefined : { min, max };
}
