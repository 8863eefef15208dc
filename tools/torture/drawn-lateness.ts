import fc from "fast-check";
import type { FaultCall, FaultEffect, SimulatedAccountOptions } from "../../packages/aws-simulator/src/index.ts";

/** How the listings of a life are behind, and what is done in it. */
export interface Lateness {
  readonly listingLag: NonNullable<SimulatedAccountOptions["listingLag"]>;
  readonly staleReads: boolean;
  /** Of a hundred listings, how many leave one thing out, whatever they have shown before. */
  readonly omissions: number;
  /** Whether the record of a run is there for the next one. */
  readonly record: "kept" | "lost";
  /** What comes after the first create. */
  readonly deeds: readonly Deed[];
  /** Seconds between two deeds. */
  readonly pause: number;
}

export type Deed = "create" | "update" | "destroy";

/** Each service behind alone, as far as it may be, and all of them at once. */
const alone = [
  { EC2: 300 },
  { IAM: 60 },
  { AutoScaling: 60 },
  { ElasticLoadBalancingV2: 60 },
  { SecretsManager: 300 },
  { SSM: 60 },
  { S3: 60 },
  { Route53: 60 },
];

/** How far listings are behind: all as far as they may be, more often than any other way. */
export const drawnLag: fc.Arbitrary<Lateness["listingLag"]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("worst" as const) },
  { weight: 1, arbitrary: fc.constantFrom("typical" as const, "none" as const) },
  { weight: 4, arbitrary: fc.constantFrom(...alone) },
);

const drawnLateness: fc.Arbitrary<Lateness> = fc.record({
  listingLag: drawnLag,
  staleReads: fc.boolean(),
  omissions: fc.constantFrom(0, 0, 1, 3, 10),
  record: fc.constantFrom("kept" as const, "kept" as const, "lost" as const),
  deeds: fc.constantFrom<readonly Deed[]>(
    ["create"],
    ["create", "create"],
    ["update"],
    ["update", "create"],
    ["destroy"],
    ["destroy", "create"],
    ["update", "destroy"],
  ),
  pause: fc.constantFrom(0, 0, 1, 5, 30, 120),
});

/** The lateness of a number. */
export function latenessOf(seed: number): Lateness {
  const [drawn] = fc.sample(drawnLateness, { numRuns: 1, seed });
  if (drawn === undefined) throw new RangeError(`nothing is drawn by ${seed}`);
  return drawn;
}

/** Leaves one thing out of so many of a hundred listings, by that stream of chance. */
export function omitting(percent: number, random: () => number): (call: FaultCall) => FaultEffect | undefined {
  return ({ operation, origin, input }) => {
    if (origin !== "client" || !isListing(operation) || isNamed(input) || random() * 100 >= percent) return undefined;
    return { kind: "omit", place: Math.floor(random() * 1000) };
  };
}

/** Whether it asks for things by their names, by which they are found. */
function isNamed(input: unknown): boolean {
  return Object.keys(Object(input)).some((key) => /Names?$|Arns$/.test(key));
}

/** Whether it lists what there is; what is asked for by its name alone is answered or refused. */
function isListing(operation: string): boolean {
  return /^(?:DescribeVpcs|DescribeSubnets|DescribeInternetGateways|DescribeAddresses|DescribeNatGateways|DescribeRouteTables|DescribeSecurityGroups|DescribeVpcEndpoints|DescribeVolumes|DescribeNetworkInterfaces|DescribeInstances|DescribeLaunchTemplateVersions|DescribeLoadBalancers|DescribeTargetGroups|DescribeAutoScalingGroups|GetAccountAuthorizationDetails|ListInstanceProfiles|ListSecrets|GetParametersByPath|ListBuckets|ListHostedZones|DescribeTags)$/.test(
    operation,
  );
}
