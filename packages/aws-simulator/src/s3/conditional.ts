import type { AwsError } from "../aws-error.ts";
import { s3Error } from "./errors.ts";
import type { ObjectVersion } from "./records/bucket.ts";

function bare(etag: string): string {
  return etag.replace(/^W\//, "").replace(/^"|"$/g, "");
}

function named(header: string, { etag }: ObjectVersion): boolean {
  return header.trim() === "*" || header.split(",").some((tag) => bare(tag.trim()) === bare(etag));
}

function failed(condition: string): AwsError {
  return Object.assign(
    s3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412),
    { Condition: condition },
  );
}

/** Conditions of a write. If-None-Match takes only `*`; If-Match on a missing object is `NoSuchKey`. */
export function checkWriteConditions(
  { IfNoneMatch, IfMatch }: { readonly IfNoneMatch?: string | undefined; readonly IfMatch?: string | undefined },
  current: ObjectVersion | undefined,
): void {
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch.trim() !== "*")
      throw s3Error("NotImplemented", "A header you provided implies functionality that is not implemented", 501);
    if (current !== undefined) throw failed("If-None-Match");
  }
  if (IfMatch === undefined) return;
  if (current === undefined) throw s3Error("NoSuchKey", "The specified key does not exist.", 404);
  if (!named(IfMatch, current)) throw failed("If-Match");
}

/** Conditions of a read: `PreconditionFailed`, or `304` for what has not changed. */
export function checkReadConditions(
  {
    IfMatch,
    IfNoneMatch,
    IfModifiedSince,
    IfUnmodifiedSince,
  }: {
    readonly IfMatch?: string | undefined;
    readonly IfNoneMatch?: string | undefined;
    readonly IfModifiedSince?: Date | undefined;
    readonly IfUnmodifiedSince?: Date | undefined;
  },
  current: ObjectVersion,
): void {
  const modified = Math.floor(current.modified / 1000) * 1000;
  if (IfMatch !== undefined && !named(IfMatch, current)) throw failed("If-Match");
  if (IfMatch === undefined && IfUnmodifiedSince !== undefined && modified > IfUnmodifiedSince.getTime())
    throw failed("If-Unmodified-Since");
  const unchanged =
    IfNoneMatch === undefined
      ? IfModifiedSince !== undefined && modified <= IfModifiedSince.getTime()
      : named(IfNoneMatch, current);
  if (unchanged) throw s3Error("304", "UnknownError", 304);
}
