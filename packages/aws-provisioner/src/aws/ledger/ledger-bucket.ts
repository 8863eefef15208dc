import type { BucketLocationConstraint, S3 } from "@aws-sdk/client-s3";
import { partitionOf } from "../partition.ts";
import { unlessRefused } from "../../kinds/unless-refused.ts";

/** The bucket in which the ledgers of an account's clusters in a region lie. */
export interface LedgerBucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Whether the name is in the account's own namespace, where nobody else can ever have it. */
  readonly isRegional: boolean;
  /** Whether somebody else made it, and named it: it is there, or the name is wrong. */
  readonly isGiven: boolean;
  /** ARN of the KMS key with which everything in it is encrypted; S3's own keys without it. */
  readonly kmsKey?: string | undefined;
}

/**
 * Regions of the standard partition that have no account-regional namespace (Amazon S3 User Guide,
 * "Namespaces for general purpose buckets", 2026).
 */
const withoutNamespace: ReadonlySet<string> = new Set(["me-south-1", "me-central-1"]);

/** The ledger's bucket of an account in a region, by its name alone. */
export function ledgerBucket(
  account: string,
  region: string,
  given: { bucket?: string; kmsKey?: string },
): LedgerBucket {
  const { bucket, kmsKey } = given;
  const isRegional = bucket === undefined && partitionOf(region) === "aws" && !withoutNamespace.has(region);
  const usual = `drydock-ledger-${account}-${region}${isRegional ? "-an" : ""}`;
  return { name: bucket ?? usual, account, region, isRegional, isGiven: bucket !== undefined, kmsKey };
}

/** Codes that say that it is there, is being made, or is about to be: in each case it is asked again. */
const underWay = ["BucketAlreadyOwnedByYou", "OperationAborted"];

/**
 * Makes the bucket: private, encrypted, with versions, and for TLS alone. What AWS sets by default today is
 * set all the same. Signs of life go after a day, logs after thirty days, and old versions of a record after
 * ninety, but for the last ten.
 */
export async function makeLedgerBucket(s3: S3, bucket: LedgerBucket): Promise<void> {
  const { name: Bucket, account, region, isRegional, kmsKey } = bucket;
  const place = region === "us-east-1" ? {} : { LocationConstraint: region as BucketLocationConstraint };
  const isPlain = goesPlainly(s3);
  await unlessRefused(
    underWay,
    s3.createBucket({
      Bucket,
      ...(isRegional && { BucketNamespace: "account-regional" }),
      ...(region !== "us-east-1" && { CreateBucketConfiguration: place }),
    }),
  );
  const of = { Bucket, ExpectedBucketOwner: account };
  // Each of them is set by whoever comes first: another run may be at it, too.
  const settings = [
    s3.putBucketVersioning({ ...of, VersioningConfiguration: { Status: "Enabled" } }),
    s3.putPublicAccessBlock({
      ...of,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
    s3.putBucketEncryption({
      ...of,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault:
              kmsKey === undefined ? { SSEAlgorithm: "AES256" } : { SSEAlgorithm: "aws:kms", KMSMasterKeyID: kmsKey },
            // Else every sign of life is a call of KMS.
            ...(kmsKey !== undefined && { BucketKeyEnabled: true }),
          },
        ],
      },
    }),
    // Where requests go by plain HTTP, as to a mock server of one's own, it would shut out its own ledger.
    ...(isPlain() ? [] : [s3.putBucketPolicy({ ...of, Policy: JSON.stringify(tlsOnly(Bucket, region)) })]),
  ];
  await Promise.all(settings.map((setting) => unlessRefused(underWay, setting)));
  // The last of all: where it is there, all others are.
  const last = s3.putBucketLifecycleConfiguration({ ...of, LifecycleConfiguration: { Rules: [...lifecycle] } });
  await unlessRefused(underWay, last);
}

/** Whether the bucket has all its settings: whoever made it may have been cut short. */
export async function isLedgerBucketWhole(s3: S3, { name, account }: LedgerBucket): Promise<boolean> {
  try {
    const { Rules = [] } = await s3.getBucketLifecycleConfiguration({ Bucket: name, ExpectedBucketOwner: account });
    return Rules.length > 0;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchLifecycleConfiguration") return false;
    throw error;
  }
}

/**
 * Whether its last request went by plain HTTP. Where its endpoint comes from the environment or a profile,
 * only a request tells.
 */
function goesPlainly({ middlewareStack }: S3): () => boolean {
  let protocol: string | undefined;
  middlewareStack.add(
    (next) => (args) => {
      ({ protocol } = args.request as { readonly protocol?: string });
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "drydockProtocol", override: true },
  );
  return () => protocol === "http:";
}

function tlsOnly(bucket: string, region: string) {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const denied = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "TlsOnly", ...denied, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "Tls12", ...denied, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ],
  };
}

/**
 * Noncurrent versions are counted in whole days (Amazon S3 User Guide, "Lifecycle configuration elements").
 */
const lifecycle = [
  {
    ID: "leases",
    Status: "Enabled",
    Filter: { Prefix: "leases/" },
    Expiration: { Days: 1 },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  },
  {
    ID: "logs",
    Status: "Enabled",
    Filter: { Prefix: "logs/" },
    Expiration: { Days: 30 },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  },
  {
    ID: "records",
    Status: "Enabled",
    Filter: { Prefix: "records/" },
    NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 10 },
  },
  {
    ID: "marks",
    Status: "Enabled",
    Filter: { Prefix: "" },
    Expiration: { ExpiredObjectDeleteMarker: true },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
] as const;
