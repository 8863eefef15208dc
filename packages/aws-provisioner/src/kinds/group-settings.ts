import { writeMaintenance } from "./maintenance-policy.ts";

interface Settings {
  readonly templateId: string;
  readonly templateVersion: string;
  readonly subnetIds?: string[] | undefined;
  readonly zones?: string[] | undefined;
  readonly healthCheck: "EC2" | "ELB";
  readonly grace: number;
  readonly maintenance?: Parameters<typeof writeMaintenance>[0];
}

/** What a group's creation and each change of its settings say alike. */
export function groupSettings(wanted: Settings) {
  const places =
    wanted.subnetIds === undefined
      ? { AvailabilityZones: wanted.zones ?? [] }
      : { VPCZoneIdentifier: wanted.subnetIds.join(",") };
  return {
    LaunchTemplate: { LaunchTemplateId: wanted.templateId, Version: wanted.templateVersion },
    ...places,
    HealthCheckType: wanted.healthCheck,
    HealthCheckGracePeriod: wanted.grace,
    InstanceMaintenancePolicy: writeMaintenance(wanted.maintenance),
  };
}
