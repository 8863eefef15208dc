import type { S3 } from "@aws-sdk/client-s3";
import { checkOptions, object, textLike } from "@drydock/systemd/ground";
import type { StoredLedger } from "../../engine/ledger-store.ts";
import { ledgerBucket } from "./ledger-bucket.ts";
import { s3Store } from "./s3-store.ts";

export interface S3LedgerOptions {
  /**
   * A bucket of one's own, in the cluster's account and region, which then has to be there, with settings of
   * one's own: the README says which ours has. Default: one bucket for each account and region, made when it
   * is first written to.
   */
  readonly bucket?: string;
  /** ARN of a KMS key, or of an alias of one, with which records are encrypted. Default: S3's own keys. */
  readonly kmsKey?: string;
}

/** A ledger in S3, which tells `requiredPermissions` where it lies. */
export interface S3Ledger extends StoredLedger<S3> {
  readonly where: S3LedgerOptions;
}

/**
 * Amazon S3 User Guide, "General purpose bucket naming rules": what is none would be taken for the ARN of an
 * access point, or for a part of a path.
 */
const bucketName = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;

/** AWS KMS Developer Guide, "Key identifiers (KeyId)": the others say nothing of the account and region. */
const keyArn = /^arn:aws[a-z-]*:kms:[a-z\d-]+:\d{12}:(?:key|alias)\/[\w/-]+$/;

export const s3LedgerOptions = object<S3LedgerOptions>({
  bucket: textLike(bucketName, "the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens"),
  kmsKey: textLike(keyArn, "the ARN of a KMS key, such as arn:aws:kms:us-west-2:123456789012:key/..."),
});

/**
 * A ledger in S3, and the default on AWS: the record of a run outlives its process and its machine, and one
 * run at a time changes a cluster, wherever it runs. The bucket is `drydock-ledger-<account>-<region>-an`, in
 * the account's own namespace (`drydock-ledger-<account>-<region>` where a region has none): private,
 * encrypted, with versions, reached by TLS alone. A record takes one object for each cluster, and holds no
 * secret.
 *
 * @throws {OptionError} `invalid-option`.
 *
 * @example
 * ```ts
 * import { createNetwork, s3Ledger } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const kmsKey = "arn:aws:kms:us-west-2:123456789012:key/0d9a8b4e-1c2d-4e3f-9a5b-6c7d8e9f0a1b";
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, ledger: s3Ledger({ kmsKey }) });
 * ```
 */
export function s3Ledger(options: S3LedgerOptions = {}): S3Ledger {
  checkOptions("s3Ledger", s3LedgerOptions, options);
  return {
    where: { ...options },
    open: (site) => s3Store(site, async () => ledgerBucket(await site.account(), site.region, options)),
  };
}
