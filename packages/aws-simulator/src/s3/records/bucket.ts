import type {
  LifecycleRule,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";

/** One version of an object, or the mark of its deletion. */
export interface ObjectVersion {
  readonly key: string;
  /** "null" for what was written while versioning was off. */
  readonly versionId: string;
  readonly deleted: boolean;
  readonly bytes: Uint8Array;
  /** With its quotation marks. */
  readonly etag: string;
  readonly modified: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly encryption: { readonly algorithm: string; readonly keyId: string | undefined };
  readonly storageClass: string;
  tags: Map<string, string>;
}

/** A bucket. */
export interface BucketRecord {
  readonly name: string;
  readonly region: string;
  readonly created: number;
  /** By key, the newest version last. */
  readonly objects: Map<string, ObjectVersion[]>;
  tags: Map<string, string>;
  versioning: "Enabled" | "Suspended" | undefined;
  encryption: ServerSideEncryptionConfiguration;
  publicAccessBlock: PublicAccessBlockConfiguration | undefined;
  ownership: OwnershipControls | undefined;
  lifecycle: LifecycleRule[] | undefined;
  policy: string | undefined;
}

/** The account's buckets by name. */
export const buckets = table<BucketRecord>("s3/buckets", "S3");

/** Finds a bucket, or `NoSuchBucket`. */
export function bucketNamed(account: Account, name: string): BucketRecord {
  const bucket = account.of(buckets).get(name);
  if (bucket === undefined)
    throw new AwsError("NoSuchBucket", "The specified bucket does not exist", {
      status: 404,
      members: { BucketName: name },
    });
  return bucket;
}
