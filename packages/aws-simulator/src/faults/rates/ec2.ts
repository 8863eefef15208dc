import { isRead } from "../../latency.ts";
import { bucket, type Bucket, type Need } from "../bucket.ts";

const [reading, changing, unfiltered] = [bucket(100, 20), bucket(50, 5), bucket(50, 10)] as const;

/** Of the actions that the account knows, those with other buckets than most. */
const own: Readonly<Record<string, Bucket>> = {
  AssociateIamInstanceProfile: bucket(100, 5),
  CreateLaunchTemplateVersion: bucket(100, 5),
  CreateNatGateway: bucket(10, 1),
  CreateNetworkInterface: bucket(100, 5),
  CreateTags: bucket(100, 10),
  CreateVolume: bucket(100, 5),
  CreateVpcEndpoint: bucket(4, 0.3),
  DeleteNatGateway: bucket(10, 1),
  DeleteNetworkInterface: bucket(100, 5),
  DeleteTags: bucket(100, 10),
  DeleteVolume: bucket(100, 5),
  DeleteVpcEndpoints: bucket(4, 0.3),
  DisassociateIamInstanceProfile: bucket(100, 5),
  ModifyInstanceMetadataOptions: bucket(100, 5),
  ModifyLaunchTemplate: bucket(100, 5),
  ModifyNetworkInterfaceAttribute: bucket(100, 5),
  ModifyVpcEndpoint: bucket(4, 0.3),
  RunInstances: bucket(5, 2),
  StartInstances: bucket(5, 2),
  TerminateInstances: bucket(100, 5),
};

/** Buckets of machines, beside those of requests. */
const machines: Readonly<Record<string, Bucket>> = {
  RunInstances: bucket(1000, 2),
  StartInstances: bucket(1000, 2),
  StopInstances: bucket(1000, 20),
  TerminateInstances: bucket(1000, 20),
};

const heavy: ReadonlySet<string> = new Set(
  [
    "Instances",
    "InstanceStatus",
    "NetworkInterfaces",
    "SecurityGroups",
    "Snapshots",
    "SpotInstanceRequests",
    "Volumes",
  ].map((what) => `Describe${what}`),
);

/**
 * Each action has a bucket, and those that launch, start, stop or end machines a second one (Amazon EC2
 * developer guide, "Request throttling for the Amazon EC2 API", tables of request and resource tokens).
 */
export function ec2Needs(operation: string, input: unknown): Need[] {
  const made = machines[operation];
  const request: Need =
    heavy.has(operation) && !isNarrowed(input)
      ? { key: `EC2.${operation} unfiltered`, size: unfiltered, tokens: 1 }
      : { key: `EC2.${operation}`, size: own[operation] ?? (isRead(operation) ? reading : changing), tokens: 1 };
  if (made === undefined) return [request];
  return [
    request,
    { key: `EC2.${operation} machines`, size: made, tokens: machinesOf(operation, Object(input)), ofResources: true },
  ];
}

interface OfMachines {
  readonly MaxCount?: number;
  readonly InstanceIds?: readonly unknown[];
}

function machinesOf(operation: string, { MaxCount = 1, InstanceIds = [1] }: OfMachines): number {
  return operation === "RunInstances" ? MaxCount : InstanceIds.length;
}

/** Whether a listing is filtered, paginated or names its ids, and so counts against the ordinary bucket. */
function isNarrowed(input: unknown): boolean {
  return Object.entries(Object(input) as object).some(([name, value]) =>
    Array.isArray(value) ? value.length > 0 : name === "MaxResults" && value !== undefined,
  );
}
