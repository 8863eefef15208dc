import { published, type Rate } from "../rate.ts";
import type { ResourceRate, ServiceRates } from "../service-rates.ts";

/** Listings that have a smaller bucket where they neither name ids or a filter nor ask for pages. */
const heavy: ReadonlySet<string> = new Set([
  "DescribeInstances",
  "DescribeInstanceStatus",
  "DescribeNetworkInterfaces",
  "DescribeSecurityGroups",
  "DescribeSnapshots",
  "DescribeSpotInstanceRequests",
  "DescribeVolumes",
]);

/**
 * Amazon EC2 developer guide, "Request throttling for the Amazon EC2 API": each action has its own bucket,
 * those that only look one of 100 and 20 a second, the others one of 50 and 5 a second, but for these.
 */
export const ec2Rates: ServiceRates = {
  reading: published(100, 20),
  changing: published(50, 5),
  groups: [...heavy].map((operation) => ({
    name: `${operation} of everything`,
    has: (asked, input) => asked === operation && !isNarrowed(input),
    rate: published(50, 10),
  })),
  actions: {
    ...each(published(100, 5), [
      "AssignPrivateIpAddresses",
      "AssociateIamInstanceProfile",
      "CreateLaunchTemplateVersion",
      "CreateNetworkInterface",
      "CreateSnapshot",
      "CreateVolume",
      "DeleteNetworkInterface",
      "DeleteSnapshot",
      "DeleteVolume",
      "DisassociateIamInstanceProfile",
      "ModifyInstanceMetadataOptions",
      "ModifyLaunchTemplate",
      "ModifyNetworkInterfaceAttribute",
      "TerminateInstances",
    ]),
    ...each(published(100, 10), ["CreateTags", "DeleteTags"]),
    ...each(published(10, 1), ["AssociateNatGatewayAddress", "CreateNatGateway", "DeleteNatGateway"]),
    ...each(published(5, 2), ["RunInstances", "StartInstances"]),
    ...each(published(4, 0.3), ["CreateVpcEndpoint", "DeleteVpcEndpoints", "ModifyVpcEndpoint"]),
    ...each(published(20, 5), ["DescribeSecurityGroupReferences", "DescribeStaleSecurityGroups"]),
    DescribeInstanceTopology: published(1, 1),
  },
  resources: {
    RunInstances: { rate: published(1000, 2), count: (input) => Number((input as Launch).MaxCount ?? 1) },
    StartInstances: { rate: published(1000, 2), count: named },
    StopInstances: { rate: published(1000, 20), count: named },
    TerminateInstances: { rate: published(1000, 20), count: named },
  } satisfies Record<string, ResourceRate>,
};

interface Launch {
  readonly MaxCount?: number;
}

function each(rate: Rate, operations: readonly string[]): Record<string, Rate> {
  return Object.fromEntries(operations.map((operation) => [operation, rate]));
}

function named(input: object): number {
  return (input as { readonly InstanceIds?: readonly string[] }).InstanceIds?.length ?? 1;
}

/** Whether a listing has a filter, names what it lists, or asks for pages. */
function isNarrowed(input: object): boolean {
  return Object.entries(input).some(([name, value]) =>
    Array.isArray(value) ? value.length > 0 : name === "MaxResults" && value !== undefined,
  );
}
