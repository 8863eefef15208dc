import { writeMaintenance } from "./maintenance-policy.ts";

/** What a group launches its machines from. */
export const templateFields = ["templateId", "templateVersion"] as const;

/** What one call writes, when any of it changes. */
export const settingFields = [
  "min",
  "max",
  "desired",
  "subnetIds",
  "zones",
  "healthCheck",
  "grace",
  "maintenance",
] as const;

interface Launching {
  readonly templateId: string;
  readonly templateVersion: string;
}

interface Settings {
  readonly subnetIds?: string[] | undefined;
  readonly zones?: string[] | undefined;
  readonly healthCheck: "EC2" | "ELB";
  readonly grace: number;
  readonly maintenance?: Parameters<typeof writeMaintenance>[0];
}

/** The same in a call. */
export function launchesFrom({ templateId, templateVersion }: Launching) {
  return { LaunchTemplate: { LaunchTemplateId: templateId, Version: templateVersion } };
}

/** What else a group's creation and each change of its settings say alike. */
export function groupSettings(wanted: Settings) {
  const places =
    wanted.subnetIds === undefined
      ? { AvailabilityZones: wanted.zones ?? [] }
      : { VPCZoneIdentifier: wanted.subnetIds.join(",") };
  return {
    ...places,
    HealthCheckType: wanted.healthCheck,
    HealthCheckGracePeriod: wanted.grace,
    InstanceMaintenancePolicy: writeMaintenance(wanted.maintenance),
  };
}
