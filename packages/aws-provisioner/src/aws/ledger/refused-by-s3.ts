import { ProvisionError, reasonOf } from "../../engine/error.ts";
import { isUnanswered } from "../../engine/unanswered.ts";
import { classify } from "../error-table.ts";
import { actionOfFailure, adviceOn, isCredentialTrouble } from "../failed-call.ts";
import { httpStatus } from "../http-status.ts";
import { partitionOf } from "../partition.ts";
import type { LedgerBucket } from "./ledger-bucket.ts";

/** What was asked of S3. */
export interface LedgerDeed {
  readonly verb: "read" | "write" | "make";
  readonly bucket: LedgerBucket;
  /** Of the object; empty where it is about the bucket. */
  readonly key: string;
  /** Whether the run has written its record: before that it changes nothing. */
  readonly hasBegun: boolean;
}

const words = { read: "read", write: "write", make: "make the bucket of" } as const;

/**
 * What is told of S3's refusal: what it was about, what stands, and what to do. What got no answer is given
 * back as it is.
 */
export function refusedByS3(error: unknown, deed: LedgerDeed): unknown {
  if (isUnanswered(error)) return error;
  const { verb, bucket, key, hasBegun } = deed;
  const what = key.startsWith("logs/") ? "log" : "ledger";
  const where = `s3://${bucket.name}${key === "" ? "" : `/${key}`}`;
  const unchanged = verb === "make" ? "Nothing of the cluster was changed." : "Nothing was changed.";
  const stands = hasBegun
    ? "What was done so far stands, nothing more is begun, and the next run goes on from there."
    : unchanged;
  const elsewhere =
    hasBegun || bucket.isGiven
      ? ""
      : ' Another place for it is given by ledger: s3Ledger({ bucket }) or ledger: fileLedger("folder").';
  return new ProvisionError("ledger-failed", `cannot ${words[verb]} the ${what}, ${where}: ${reasonOf(error)}`, {
    cause: error,
    hint: `${stands} ${remedyOf(error, deed)}${elsewhere}`,
  });
}

function remedyOf(error: unknown, deed: LedgerDeed): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const { bucket } = deed;
  if (isElsewhere(error)) return bucketElsewhere(error, bucket);
  // Codes by which S3 gives on what KMS says of a key (seen by others: localstack#7786, aws-cli#4507).
  const state = /^KMS\.(?:KMS)?(\w+?)(?:Exception)?$/.exec(name)?.[1];
  if (state !== undefined) return keyTrouble(state, bucket);
  if (name === "NoSuchBucket") return missingBucket(bucket);
  if (name === "BucketAlreadyExists") return "Somebody else has a bucket of that name.";
  if (isCredentialTrouble(name)) return "Renew the credentials, or choose others with AWS_PROFILE.";
  if (classify(error) === "denied" || (error instanceof Error && httpStatus(error) === 403)) {
    return deniedAction(error, message, deed);
  }
  return adviceOn(error) ?? "Read the cause, and remove it.";
}

function missingBucket({ name, account, region, isGiven }: LedgerBucket): string {
  return isGiven
    ? `There is no bucket ${name}: make it, in ${region} and in account ${account}, or mend its name.`
    : "S3 does not show yet the bucket that was made for it: run again in a minute.";
}

/** S3 answers so where a bucket lies in another region (S3 API reference, "Error responses"). */
function isElsewhere(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "AuthorizationHeaderMalformed") return regionIn(error) !== undefined;
  return error.name === "PermanentRedirect" || httpStatus(error) === 301;
}

function bucketElsewhere(error: unknown, { name, region }: LedgerBucket): string {
  const of = regionIn(error) ?? "another region";
  return `The bucket ${name} lies in ${of}, and the cluster in ${region}: name a bucket that lies in ${region}.`;
}

/** The region that S3 names: in a header, in a member, or in its words. */
function regionIn(error: unknown): string | undefined {
  const { $response, Region, Endpoint, message } = error as {
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
    readonly Region?: unknown;
    readonly Endpoint?: unknown;
    readonly message: string;
  };
  const named = [
    $response?.headers?.["x-amz-bucket-region"],
    Region,
    /expecting '([^']*)'/.exec(message)?.[1],
    /\.s3[.-]([a-z\d-]+)\.amazonaws\./.exec(String(Endpoint))?.[1],
  ];
  return named.find((one): one is string => typeof one === "string" && /^[a-z]+(?:-[a-z\d]+)+$/.test(one));
}

function keyOf({ name, kmsKey }: LedgerBucket): string {
  return kmsKey ?? `the KMS key by which the bucket ${name} encrypts`;
}

/** What to do about a key, by what KMS calls it. */
const keyRemedies: Readonly<Record<string, string>> = {
  Disabled: "is disabled: enable it",
  InvalidState: "can be used no more, as one that is about to be deleted: cancel its deletion, and enable it",
  NotFound: "is not there: mend its ARN",
};

function keyTrouble(state: string, bucket: LedgerBucket): string {
  const remedy = keyRemedies[state] ?? "cannot be used: look at its state";
  return `As KMS says, ${keyOf(bucket)} ${remedy}. Nobody reads without it what it has encrypted.`;
}

/** Which rights the deeds take, where nobody names the one that lacks. */
const taken = { read: "s3:GetObject", write: "s3:PutObject", make: "s3:CreateBucket" } as const;

function deniedAction(error: unknown, message: string, { verb, bucket }: LedgerDeed): string {
  const { name, region, account, isGiven } = bucket;
  // AWS names the action in most of its refusals.
  const [, named] = /(?:perform: |allows the )(\w+:\w+)/.exec(message) ?? [];
  const action = named ?? actionOfFailure(error) ?? taken[verb];
  const isOfKey = action.startsWith("kms:") || /\bkms\b/i.test(message);
  const arn = `arn:${partitionOf(region)}:s3:::${name}`;
  const on = isOfKey ? keyOf(bucket) : verb === "make" || action === "s3:ListBucket" ? arn : `${arn}/*`;
  if (/explicit deny/i.test(message)) return `A policy denies ${action} on ${on}: have its owner take that back.`;
  if (isOfKey) {
    return `The credentials need kms:GenerateDataKey and kms:Decrypt on ${on}, by their policy and by the key's own.`;
  }
  const listing = verb === "read" && action !== "s3:ListBucket" ? `, and s3:ListBucket on ${arn}` : "";
  const owner = isGiven && named === undefined ? `; and the bucket has to lie in account ${account}` : "";
  return `The credentials need ${action} on ${on}${listing}${owner}. requiredPermissions(plan, { ledger }) lists all.`;
}
