import { arnOf, type NamingScope } from "../naming.ts";
import type { S3LedgerOptions } from "./s3-ledger.ts";

/** A right to some actions on some resources. */
export interface Grant {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Whether a plan only reads the record, or a run writes one. */
export type LedgerUse = "read" | "write";

const read = [
  "s3:GetObject",
  // Without it, what is not there is refused as if it were somebody else's.
  "s3:ListBucket",
];

/**
 * What records and signs of life take. A write under a condition takes the right to read as well (Amazon S3
 * User Guide, "Add preconditions to S3 operations").
 */
const objects: Readonly<Record<LedgerUse, readonly string[]>> = { read, write: [...read, "s3:PutObject"] };

/** What the first use of a bucket of our own in an account and region takes. */
const making = [
  "s3:CreateBucket",
  "s3:GetLifecycleConfiguration",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
];

/**
 * What a write and a read of what a key encrypts take; a write reads as well (Amazon S3 User Guide, "Using
 * server-side encryption with AWS KMS keys").
 */
const keyActions: Readonly<Record<LedgerUse, readonly string[]>> = {
  read: ["kms:Decrypt"],
  write: ["kms:Decrypt", "kms:GenerateDataKey"],
};

/**
 * What a ledger in S3 takes. Of a bucket of one's own, which has to be there, nothing is set; ours is meant
 * by its names with and without the namespace of the account.
 */
export function ledgerGrants(
  scope: Omit<NamingScope, "cluster">,
  { bucket, kmsKey }: S3LedgerOptions,
  use: LedgerUse,
): readonly Grant[] {
  const arn = arnOf(scope, "s3", bucket ?? `drydock-ledger-${scope.account}-${scope.region}*`);
  const actions = [...objects[use], ...(bucket === undefined && use === "write" ? making : [])].toSorted();
  const grant = { sid: "Ledger", actions, resources: [arn, `${arn}/*`] };
  return [grant, ...(kmsKey === undefined ? [] : [keyGrant(kmsKey, keyActions[use])])];
}

/**
 * A policy names keys by their own ARN; one of which only an alias is known is named by a condition (AWS KMS
 * Developer Guide, "kms:ResourceAliases").
 */
function keyGrant(kmsKey: string, actions: readonly string[]): Grant {
  const [, place = "", alias] = /^(arn:[^/]*:)(alias\/.*)$/s.exec(kmsKey) ?? [];
  const sid = "LedgerKey";
  if (alias === undefined) return { sid, actions, resources: [kmsKey] };
  const condition = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } };
  return { sid, actions, resources: [`${place}key/*`], condition };
}
