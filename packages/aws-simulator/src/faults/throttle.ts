import { AwsError } from "../aws-error.ts";

/** A token bucket: at most `capacity` requests at once, refilled at `refill` per second. */
export interface Bucket {
  readonly capacity: number;
  readonly refill: number;
}

function bucket(capacity: number, refill: number): Bucket {
  return { capacity, refill };
}

/**
 * EC2's buckets, each per account, region and action (Amazon EC2 API request throttling). The other services
 * publish almost nothing: ELBv2's reads and Route 53's five a second are documented.
 */
const published: Readonly<Record<string, Bucket>> = {
  "EC2.AuthorizeSecurityGroupIngress": bucket(50, 5),
  "EC2.RevokeSecurityGroupIngress": bucket(50, 5),
  "EC2.CreateKeyPair": bucket(50, 5),
  "EC2.RunInstances": bucket(5, 2),
  "EC2.StartInstances": bucket(5, 2),
  "EC2.CreateTags": bucket(100, 10),
  "EC2.CreateNetworkInterface": bucket(100, 5),
  "EC2.CreateVolume": bucket(100, 5),
  "EC2.CreateLaunchTemplateVersion": bucket(100, 5),
  "EC2.ModifyLaunchTemplate": bucket(100, 5),
  "EC2.ModifyNetworkInterfaceAttribute": bucket(100, 5),
  "EC2.CreateNatGateway": bucket(10, 1),
  "EC2.DeleteNatGateway": bucket(10, 1),
  "EC2.CreateVpcEndpoint": bucket(4, 0.3),
  "EC2.DeleteVpcEndpoints": bucket(4, 0.3),
};

const unfiltered = bucket(50, 10);
const heavyListings = new Set(
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

/** Refuses requests beyond AWS's published rates; call the result once for each request, in order of time. */
export function throttle(): (service: string, operation: string, input: unknown, now: number) => void {
  const levels = new Map<string, { tokens: number; at: number }>();
  return (service, operation, input, now) => {
    const { key, size } = bucketOf(service, operation, input);
    if (size === undefined) return;
    const before = levels.get(key) ?? { tokens: size.capacity, at: now };
    const tokens = Math.min(size.capacity, before.tokens + ((now - before.at) / 1000) * size.refill);
    levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (tokens >= 1) return;
    if (service === "EC2") throw new AwsError("RequestLimitExceeded", "Request limit exceeded.", { status: 503 });
    throw new AwsError("Throttling", "Rate exceeded");
  };
}

function bucketOf(service: string, operation: string, input: unknown): { key: string; size: Bucket | undefined } {
  const action = `${service}.${operation}`;
  const isRead = operation.startsWith("Describe") || operation.startsWith("Get");
  if (service === "EC2") {
    if (heavyListings.has(operation) && !isNarrowed(input)) return { key: `${action} unfiltered`, size: unfiltered };
    return { key: action, size: published[action] ?? (isRead ? bucket(100, 20) : bucket(50, 5)) };
  }
  if (service === "ElasticLoadBalancingV2" && isRead)
    return { key: "ElasticLoadBalancingV2 reads", size: bucket(40, 10) };
  if (service === "Route53") return { key: "Route53", size: bucket(5, 5) };
  return { key: action, size: undefined };
}

/** Whether a listing is filtered, paginated or names its ids, and so counts against the ordinary bucket. */
function isNarrowed(input: unknown): boolean {
  return (
    typeof input === "object" &&
    input !== null &&
    Object.entries(input).some(([name, value]) =>
      Array.isArray(value) ? value.length > 0 : name === "MaxResults" && value !== undefined,
    )
  );
}
