import type { DeleteMarkerEntry, S3 } from "@aws-sdk/client-s3";
import { page } from "../request/page.ts";
import type { Resource } from "../resource.ts";
import { s3Error } from "./errors.ts";
import { bucketNamed, type BucketRecord, type ObjectVersion } from "./records/bucket.ts";
import { versionOf } from "./records/object.ts";

// UTF-8 order of keys, as S3 lists them, is the order of code points; hex digits keep it when compared as
// text.
function orderOf(key: string): string {
  return Buffer.from(key).toString("hex");
}

function pageSize(asked: number | undefined): number {
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 0))
    throw s3Error("InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647");
  return Math.min(asked ?? 1000, 1000);
}

function newestFirst(
  bucket: BucketRecord,
  prefix: string,
): { version: ObjectVersion; isLatest: boolean; place: string }[] {
  return [...bucket.objects.entries()]
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([key, versions]) =>
      versions.toReversed().map((version, index) => ({
        version,
        isLatest: index === 0,
        place: `${orderOf(key)} ${String(index).padStart(8, "0")}`,
      })),
    );
}

/** A bucket's objects and their versions. */
export const objectListing: Resource<S3> = {
  operations: {
    /** ListObjectsV2: at most a thousand keys and common prefixes a page. */
    ListObjectsV2({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      const { Prefix: prefix = "", Delimiter: delimiter, StartAfter: after = "" } = input;
      const limit = pageSize(input.MaxKeys);
      const entries = new Map<string, ObjectVersion | undefined>();
      for (const key of bucket.objects.keys()) {
        const version = versionOf(bucket, key);
        if (version === undefined || !key.startsWith(prefix) || (after !== "" && orderOf(key) <= orderOf(after)))
          continue;
        const cut = delimiter === undefined || delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
        if (cut === -1) entries.set(key, version);
        else entries.set(key.slice(0, cut + (delimiter ?? "").length), undefined);
      }
      const { rows, next } = page(entries, {
        key: ([name]) => orderOf(name),
        limit,
        token: input.ContinuationToken,
        refuse: () => s3Error("InvalidArgument", "The continuation token provided is incorrect"),
      });
      const contents = rows.flatMap(([, version]) => version ?? []);
      const prefixes = rows.filter(([, version]) => version === undefined).map(([Prefix]) => ({ Prefix }));
      return {
        Name: bucket.name,
        Prefix: prefix,
        MaxKeys: limit,
        KeyCount: rows.length,
        IsTruncated: next !== undefined,
        ...(delimiter !== undefined && { Delimiter: delimiter }),
        ...(input.ContinuationToken !== undefined && { ContinuationToken: input.ContinuationToken }),
        ...(next !== undefined && { NextContinuationToken: next }),
        ...(contents.length > 0 && {
          Contents: contents.map(({ key, modified, etag, bytes }) => ({
            Key: key,
            LastModified: new Date(modified),
            ETag: etag,
            Size: bytes.length,
            StorageClass: "STANDARD" as const,
          })),
        }),
        ...(prefixes.length > 0 && { CommonPrefixes: prefixes }),
      };
    },

    /** ListObjectVersions: every version and mark of deletion, the newest of a key first. */
    ListObjectVersions({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      const limit = pageSize(input.MaxKeys);
      if (input.Delimiter !== undefined)
        throw s3Error("NotImplemented", "The simulated account does not model delimiters in ListObjectVersions", 501);
      const all = newestFirst(bucket, input.Prefix ?? "").toSorted((a, b) => (a.place < b.place ? -1 : 1));
      const marked = all.findIndex(
        ({ version }) => version.key === input.KeyMarker && version.versionId === input.VersionIdMarker,
      );
      const beyond =
        input.KeyMarker === undefined
          ? all
          : marked >= 0
            ? all.slice(marked + 1)
            : all.filter(({ version }) => orderOf(version.key) > orderOf(input.KeyMarker ?? ""));
      const rows = beyond.slice(0, limit);
      const last = rows.at(-1)?.version;
      const shown = ({ version, isLatest }: (typeof rows)[number]): DeleteMarkerEntry => ({
        Key: version.key,
        VersionId: version.versionId,
        IsLatest: isLatest,
        LastModified: new Date(version.modified),
      });
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? "",
        MaxKeys: limit,
        IsTruncated: beyond.length > rows.length,
        Versions: rows
          .filter(({ version }) => !version.deleted)
          .map((row) => ({
            ...shown(row),
            ETag: row.version.etag,
            Size: row.version.bytes.length,
            StorageClass: "STANDARD",
          })),
        DeleteMarkers: rows.filter(({ version }) => version.deleted).map(shown),
        ...(beyond.length > rows.length &&
          last !== undefined && { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId }),
      };
    },
  },
};
