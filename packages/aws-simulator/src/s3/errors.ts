import { AwsError } from "../aws-error.ts";
import type { Account } from "../state.ts";
import { s3Of } from "./state.ts";
import type { BucketRecord, ObjectVersion } from "./state.ts";

/** An error of S3; its names on the wire and in the SDK are the same. */
export const s3Error = (code: string, message: string, status = 400): AwsError => new AwsError(code, message, { status });

/** `NotFound`, 404: what a HEAD request, whose answer has no body, can say. */
export const headNotFound = (): AwsError => s3Error("NotFound", "UnknownError", 404);

/** Finds a bucket, or `NoSuchBucket`. */
export const bucketNamed = (account: Account, name: string): BucketRecord => {
  const bucket = s3Of(account).buckets.get(name);
  if (bucket === undefined) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404, members: { BucketName: name } });
  return bucket;
};

/** The version of an object that a request asks for; undefined when there is none, or the newest is a deletion. */
export const versionOf = (bucket: BucketRecord, key: string, versionId?: string): ObjectVersion | undefined => {
  const versions = bucket.objects.get(key) ?? [];
  const found = versionId === undefined ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
  return found?.deleted === true ? undefined : found;
};

/** Finds an object, or `NoSuchKey`. */
export const objectNamed = (bucket: BucketRecord, key: string, versionId?: string): ObjectVersion => {
  const found = versionOf(bucket, key, versionId);
  if (found !== undefined) return found;
  if (versionId !== undefined) throw s3Error("NoSuchVersion", "The specified version does not exist.", 404);
  throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404, members: { Key: key } });
};
