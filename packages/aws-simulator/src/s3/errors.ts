import { AwsError } from "../aws-error.ts";
import type { Account } from "../state.ts";
import { type BucketRecord, type ObjectVersion, s3Of } from "./state.ts";

/** An error of S3; its names on the wire and in the SDK are the same. */
export function s3Error(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, { status });
}

/** `NotFound`, 404: what a HEAD request, whose answer has no body, can say. */
export function headNotFound(): AwsError {
  return s3Error("NotFound", "UnknownError", 404);
}

/** Finds a bucket, or `NoSuchBucket`. */
export function bucketNamed(account: Account, name: string): BucketRecord {
  const bucket = s3Of(account).buckets.get(name);
  if (bucket === undefined)
    throw new AwsError("NoSuchBucket", "The specified bucket does not exist", {
      status: 404,
      members: { BucketName: name },
    });
  return bucket;
}

/** The version of an object that a request asks for; undefined when there is none, or the newest is a deletion. */
export function versionOf(bucket: BucketRecord, key: string, versionId?: string): ObjectVersion | undefined {
  const versions = bucket.objects.get(key) ?? [];
  const found = versionId === undefined ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
  return found?.deleted === true ? undefined : found;
}

/** Finds an object, or `NoSuchKey`. */
export function objectNamed(bucket: BucketRecord, key: string, versionId?: string): ObjectVersion {
  const found = versionOf(bucket, key, versionId);
  if (found !== undefined) return found;
  if (versionId !== undefined) throw s3Error("NoSuchVersion", "The specified version does not exist.", 404);
  throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404, members: { Key: key } });
}
