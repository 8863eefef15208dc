import { AwsError } from "../../aws-error.ts";
import { s3Error } from "../errors.ts";
import type { BucketRecord, ObjectVersion } from "./bucket.ts";

/**
 * The version of an object that a request asks for; undefined when there is none, or the newest is a
 * deletion.
 */
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
