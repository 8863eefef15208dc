import type { ListingLag } from "../engine/listing-lag.ts";
import type { ServiceName } from "./services.ts";

/**
 * How far the listings of each service may be behind. No service promises that who writes reads it at once;
 * a bound is documented where one is named, and assumed everywhere else.
 *
 * - EC2: a couple of seconds, up to five minutes, also after a right answer (EC2 API reference, "Eventual
 *   consistency").
 * - Secrets Manager: `ListSecrets` may miss the last five minutes (API reference, ListSecrets).
 * - Route 53: changes reach all its servers within 60 seconds as a rule (developer guide, "ChangeInfo").
 * - IAM: seconds until all replicas know (IAM user guide, "Changes that I make are not always immediately
 *   visible").
 */
const listingLags: Readonly<Record<ServiceName, ListingLag>> = {
  ec2: { usual: 10, worst: 300 },
  secretsManager: { usual: 10, worst: 300 },
  route53: { usual: 10, worst: 60 },
  iam: { usual: 10, worst: 60 },
  autoScaling: { usual: 10, worst: 60 },
  balancing: { usual: 10, worst: 60 },
  ssm: { usual: 10, worst: 60 },
  s3: { usual: 10, worst: 60 },
  sts: { usual: 0, worst: 0 },
  tagging: { usual: 60, worst: 3600 },
};

/** By how much a computer's clock may go too fast: who waits by it waits so much longer. */
const pace = 1.05;

/** How far the listings of a service may be behind, in seconds of whatever clock these are counted by. */
export function lagOfService(service: ServiceName): ListingLag {
  const { usual, worst } = listingLags[service];
  return { usual, worst: worst * pace };
}
