import type { Account } from "../state.ts";
import type { BucketRecord, ObjectVersion } from "./records/bucket.ts";

/** The id of a version that is to be written: "null" unless versioning is on. */
export function newVersionId(account: Account, { versioning }: BucketRecord): string {
  return versioning === "Enabled"
    ? account.random.text(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._")
    : "null";
}

/**
 * Puts a version on top of an object; without versioning, or with the same id, in place of what was there.
 */
export function storeVersion(bucket: BucketRecord, version: ObjectVersion): void {
  const kept =
    bucket.versioning === undefined
      ? []
      : (bucket.objects.get(version.key) ?? []).filter(({ versionId }) => versionId !== version.versionId);
  bucket.objects.set(version.key, [...kept, version]);
}

/** What an answer says of a removal. */
export interface Removal {
  readonly DeleteMarker?: boolean;
  readonly VersionId?: string;
}

/**
 * Removes one version for good, or the object: a bucket that has ever been versioned gets a mark of deletion
 * instead.
 */
export function removeVersion(
  account: Account,
  bucket: BucketRecord,
  key: string,
  versionId: string | undefined,
  now: number,
): Removal {
  const versions = bucket.objects.get(key) ?? [];
  if (versionId !== undefined) {
    const gone = versions.find((version) => version.versionId === versionId);
    const kept = versions.filter((version) => version !== gone);
    if (kept.length > 0) bucket.objects.set(key, kept);
    else bucket.objects.delete(key);
    return { VersionId: versionId, ...(gone?.deleted === true && { DeleteMarker: true }) };
  }
  if (bucket.versioning === undefined) {
    bucket.objects.delete(key);
    return {};
  }
  const marker: ObjectVersion = {
    key,
    versionId: newVersionId(account, bucket),
    deleted: true,
    bytes: new Uint8Array(),
    etag: "",
    modified: now,
    contentType: "",
    headers: {},
    metadata: {},
    encryption: { algorithm: "AES256", keyId: undefined },
    storageClass: "STANDARD",
    tags: new Map(),
  };
  storeVersion(bucket, marker);
  return { DeleteMarker: true, VersionId: marker.versionId };
}
