/** What the names of a cluster's resources on AWS are made of. */
export interface NamingScope {
  readonly cluster: string;
  readonly region: string;
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-eusc`, ... */
  readonly partition: string;
}

/** Matches anything: a region or account that is not known, in a policy. */
export const anything = "*";

/** An ARN of that scope; IAM's have no region, S3's neither region nor account. */
export function arnOf(
  { partition, region, account }: Omit<NamingScope, "cluster">,
  service: string,
  resource: string,
): string {
  if (service === "s3") return `arn:${partition}:s3:::${resource}`;
  return `arn:${partition}:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;
}
