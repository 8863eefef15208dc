import { arnOf, type NamingScope } from "../naming.ts";

const read = [
  "s3:GetObject",
  // Without it, what is not there is refused as if it were somebody else's.
  "s3:ListBucket",
];

/**
 * What a ledger in S3 takes, and its first use in an account and region. A write under a condition takes the
 * right to read as well (Amazon S3 User Guide, "Add preconditions to S3 operations").
 */
export const ledgerActions = {
  read,
  write: [
    "s3:CreateBucket",
    ...read,
    "s3:GetLifecycleConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutObject",
  ],
} as const;

/** The bucket, by its names with and without the namespace of the account, and what is in it. */
export function ledgerArns(scope: Omit<NamingScope, "cluster">): readonly string[] {
  const bucket = arnOf(scope, "s3", `drydock-ledger-${scope.account}-${scope.region}*`);
  return [bucket, `${bucket}/*`];
}
