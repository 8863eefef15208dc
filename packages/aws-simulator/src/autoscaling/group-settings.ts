import type {
  CreateAutoScalingGroupType,
  InstanceMaintenancePolicy,
  LaunchTemplateSpecification,
} from "@aws-sdk/client-auto-scaling";
import { AwsError } from "../aws-error.ts";
import { launchTemplateOf, versionOf } from "../ec2/launch-template.ts";
import { subnets } from "../ec2/records/subnet.ts";
import { targetGroups } from "../elastic-load-balancing/records/target-group.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Moment } from "../state.ts";

/** Members of requests that the simulated account refuses by name rather than ignores. */
const notModelled = [
  "LaunchConfigurationName",
  "MixedInstancesPolicy",
  "InstanceId",
  "LoadBalancerNames",
  "LifecycleHookSpecificationList",
  "TrafficSources",
  "PlacementGroup",
  "AvailabilityZoneIds",
  "DesiredCapacityType",
];

/** Refuses settings that this account does not model. */
export function refuseUnmodelled(input: object): void {
  const given = notModelled.filter((name) => Reflect.get(input, name) !== undefined);
  if (given.length > 0)
    throw validationError(`The simulated account does not model these members of a group: ${given.join(", ")}`);
}

/** Refuses sizes that contradict each other. */
export function checkSizes({
  min,
  max,
  desired,
}: {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
}): void {
  for (const [name, value] of Object.entries({ Min: min, Max: max })) {
    if (!Number.isInteger(value) || value < 0)
      throw validationError(`${name} bound, ${value}, must be a whole number of at least 0`);
  }
  if (min > max) throw validationError(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`);
  if (!Number.isInteger(desired) || desired < min || desired > max) {
    throw validationError(
      `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`,
    );
  }
}

function unfit(message: string): AwsError {
  return validationError(`You must use a valid fully-formed launch template. ${message}`);
}

/** Checks a template reference as far as Auto Scaling does, and answers it with both id and name. */
export function checkTemplate(
  moment: Moment,
  reference: LaunchTemplateSpecification,
  placed: { readonly bySubnet: boolean },
): LaunchTemplateSpecification {
  const { LaunchTemplateId, LaunchTemplateName, Version } = reference;
  if ((LaunchTemplateId === undefined) === (LaunchTemplateName === undefined)) {
    throw validationError("Valid requests must contain either launchTemplateId or LaunchTemplateName");
  }
  try {
    const template = launchTemplateOf(moment, reference);
    const { data } = versionOf(template, Version);
    if (data.ImageId === undefined) throw unfit("The request must contain the parameter ImageId");
    const interfaces = data.NetworkInterfaces ?? [];
    if (
      interfaces.some(
        ({ PrivateIpAddress, PrivateIpAddresses }) => (PrivateIpAddress ?? PrivateIpAddresses) !== undefined,
      )
    ) {
      throw validationError("Incompatible launch template: Auto Scaling does not support Private IP addresses.");
    }
    if (interfaces.length > 0 && (data.SecurityGroupIds ?? data.SecurityGroups ?? []).length > 0) {
      throw validationError(
        "Invalid launch template: When a network interface is provided, the security groups must be a part of it.",
      );
    }
    const own = interfaces.some(({ NetworkInterfaceId }) => NetworkInterfaceId !== undefined);
    if (own && placed.bySubnet) {
      throw validationError(
        "Invalid launch template: When a network interface ID is provided, the group must name AvailabilityZones and no VPCZoneIdentifier.",
      );
    }
    if (!own && !placed.bySubnet) throw validationError("No default VPC for this user");
    return {
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      ...(Version !== undefined && { Version }),
    };
  } catch (error) {
    if (error instanceof AwsError && error.name !== "ValidationError") throw unfit(error.message);
    throw error;
  }
}

/** Where a group launches. */
export interface Places {
  readonly zones: string[];
  readonly subnets: string[];
}

/** Checks zones and subnets against each other, and answers both. */
export function checkPlaces(
  { account }: Moment,
  { AvailabilityZones, VPCZoneIdentifier }: Pick<CreateAutoScalingGroupType, "AvailabilityZones" | "VPCZoneIdentifier">,
): Places {
  const ids = (VPCZoneIdentifier ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  const named = AvailabilityZones ?? [];
  if (ids.length === 0 && named.length === 0)
    throw validationError("At least one Availability Zone or VPC Subnet is required.");
  const strange = named.filter((zone) => !account.zones.includes(zone));
  if (strange.length > 0) throw validationError(`Invalid availability zones: [${strange.join(", ")}]`);
  const known = ids.map((id) => {
    const subnet = account.of(subnets).get(id);
    if (subnet === undefined) throw validationError(`The subnet ID '${id}' does not exist`);
    return subnet;
  });
  if (new Set(known.map(({ vpcId }) => vpcId)).size > 1)
    throw validationError("The subnets of a group must be of one VPC");
  const zones = [...new Set(known.map(({ zone }) => zone))];
  if (known.length > 0 && named.length > 0 && zones.toSorted().join() !== [...new Set(named)].toSorted().join()) {
    throw validationError("The availability zones of the specified subnets and the Auto Scaling group do not match");
  }
  return { zones: known.length > 0 ? zones.toSorted() : [...new Set(named)].toSorted(), subnets: ids };
}

/** Refuses target groups that do not exist or lie in another VPC than the group's subnets. */
export function checkTargetGroups({ account }: Moment, arns: readonly string[], subnetIds: readonly string[]): void {
  const home = account.of(subnets).get(subnetIds[0] ?? "")?.vpcId;
  for (const arn of arns) {
    const group = account.of(targetGroups).get(arn);
    if (group === undefined)
      throw validationError("Provided Target Groups may not be valid. Please ensure they exist and try again.");
    if (group.targetType !== "instance")
      throw validationError("Provided Target Groups must have the target type instance.");
    if (home !== undefined && group.vpcId !== home)
      throw validationError("Provided Target Groups and the subnets of the group are not in the same VPC.");
  }
}

/** Checks the settings that have a shape of their own. */
export function checkOther(
  input: Pick<
    CreateAutoScalingGroupType,
    | "HealthCheckType"
    | "InstanceMaintenancePolicy"
    | "TerminationPolicies"
    | "DefaultCooldown"
    | "HealthCheckGracePeriod"
  >,
): void {
  const types = (input.HealthCheckType ?? "EC2").split(",").map((type) => type.trim());
  const wrong = types.find((type) => !["EC2", "ELB", "EBS", "VPC_LATTICE"].includes(type));
  if (wrong !== undefined)
    throw validationError(`Invalid HealthCheckType: ${wrong}. Valid types are EC2, ELB, EBS and VPC_LATTICE`);
  for (const name of ["DefaultCooldown", "HealthCheckGracePeriod"] as const) {
    if ((input[name] ?? 0) < 0) throw validationError(`${name} must not be negative`);
  }
  const policies = [
    "Default",
    "AllocationStrategy",
    "ClosestToNextInstanceHour",
    "NewestInstance",
    "OldestInstance",
    "OldestLaunchConfiguration",
    "OldestLaunchTemplate",
  ];
  const strange = input.TerminationPolicies?.find((policy) => !policies.includes(policy) && !policy.startsWith("arn:"));
  if (strange !== undefined) throw validationError(`Invalid termination policy: ${strange}`);
  checkMaintenance(input.InstanceMaintenancePolicy);
}

function checkMaintenance(policy: InstanceMaintenancePolicy | undefined): void {
  if (policy === undefined) return;
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy;
  if (min === undefined || max === undefined)
    throw validationError("Both MinHealthyPercentage and MaxHealthyPercentage must be specified.");
  if (min === -1 && max === -1) return;
  if (min < 0 || max < 100)
    throw validationError(
      "MinHealthyPercentage must be between 0 and 100 and MaxHealthyPercentage between 100 and 200.",
    );
  if (max - min > 100)
    throw validationError(
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must not be greater than 100.",
    );
}
