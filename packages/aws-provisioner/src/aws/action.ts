import type { ServiceName } from "./services.ts";

/** What IAM calls each service (Service Authorization Reference). */
const prefixes: Readonly<Record<ServiceName, string>> = {
  autoScaling: "autoscaling",
  balancing: "elasticloadbalancing",
  ec2: "ec2",
  iam: "iam",
  route53: "route53",
  s3: "s3",
  secretsManager: "secretsmanager",
  ssm: "ssm",
  sts: "sts",
  tagging: "tag",
};

/** The service's word in actions, policies and ARNs: `elasticloadbalancing`. */
export function prefixOf(service: ServiceName): string {
  return prefixes[service];
}

/**
 * Operations of S3 that IAM knows by another name (Service Authorization Reference, "Actions for Amazon S3").
 */
const bucketActions: Readonly<Record<string, string>> = {
  DeleteObjects: "DeleteObject",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListBuckets: "ListAllMyBuckets",
  ListObjectVersions: "ListBucketVersions",
  ListObjectsV2: "ListBucket",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

/** The action that IAM asks of who calls an operation: `ec2:DescribeVpcs`. */
export function actionOf(service: ServiceName, operation: string): string {
  return `${prefixOf(service)}:${(service === "s3" ? bucketActions[operation] : undefined) ?? operation}`;
}
