import type { Account } from "../state.ts";
import { partitionOf } from "./partition.ts";

/** Services whose ARNs have no region, and of these the ones whose ARNs have no account either. */
const withoutRegion = ["iam", "route53", "s3"];
const withoutAccount = ["route53", "s3"];

/** The ARN of something of the account: `arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1`. */
export function arnOf(
  { region, accountId }: Pick<Account, "region" | "accountId">,
  service: string,
  resource: string,
): string {
  const place = withoutRegion.includes(service) ? "" : region;
  const owner = withoutAccount.includes(service) ? "" : accountId;
  return `arn:${partitionOf(region)}:${service}:${place}:${owner}:${resource}`;
}
