import { createHash } from "node:crypto";
import type {
  _Error,
  DeletedObject,
  HeadObjectOutput,
  S3,
  ServerSideEncryption,
  StorageClass,
} from "@aws-sdk/client-s3";
import { AwsError } from "../aws-error.ts";
import type { Resource } from "../resource.ts";
import { bodyOf, bytesOf } from "./body.ts";
import { checkedTagSet } from "./bucket-tags.ts";
import { checkReadConditions, checkWriteConditions } from "./conditional.ts";
import { headNotFound, s3Error } from "./errors.ts";
import { newVersionId, removeVersion, storeVersion } from "./object-version.ts";
import { bucketNamed, type BucketRecord, buckets, type ObjectVersion } from "./records/bucket.ts";
import { objectNamed, versionOf } from "./records/object.ts";

const headerNames = ["CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"] as const;

function taggingHeader(header: string | undefined): Map<string, string> {
  return checkedTagSet(
    [...new URLSearchParams(header ?? "")].map(([Key, Value]) => ({ Key, Value })),
    10,
  );
}

/** What GetObject and HeadObject say alike of an object. */
function described(bucket: BucketRecord, version: ObjectVersion): HeadObjectOutput {
  return {
    AcceptRanges: "bytes",
    LastModified: new Date(Math.floor(version.modified / 1000) * 1000),
    ContentLength: version.bytes.length,
    ETag: version.etag,
    ContentType: version.contentType,
    Metadata: { ...version.metadata },
    ServerSideEncryption: version.encryption.algorithm as ServerSideEncryption, // as it was put
    ...(version.encryption.keyId !== undefined && { SSEKMSKeyId: version.encryption.keyId }),
    ...(bucket.versioning !== undefined && { VersionId: version.versionId }),
    ...(version.storageClass !== "STANDARD" && { StorageClass: version.storageClass as StorageClass }), // as it was put
    ...(version.tags.size > 0 && { TagCount: version.tags.size }),
    ...version.headers,
  };
}

function rangeOf(range: string, size: number): [number, number] {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const first = from === "" ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if ((from === "" && to === "") || first >= size || first > last)
    throw s3Error("InvalidRange", "The requested range is not satisfiable", 416);
  return [first, last];
}

/** Objects, with conditional writes. */
export const object: Resource<S3> = {
  operations: {
    /** PutObject of text or bytes, conditional by If-None-Match and If-Match. */
    PutObject({ input, account, now }) {
      const bucket = bucketNamed(account, input.Bucket ?? "");
      const key = input.Key ?? "";
      if (new TextEncoder().encode(key).length > 1024) throw s3Error("KeyTooLongError", "Your key is too long");
      if (
        input.ACL !== undefined &&
        input.ACL !== "bucket-owner-full-control" &&
        bucket.ownership?.Rules?.[0]?.ObjectOwnership === "BucketOwnerEnforced"
      ) {
        throw s3Error("AccessControlListNotSupported", "The bucket does not allow ACLs");
      }
      const bytes = bytesOf(input.Body);
      if (input.ContentLength !== undefined && input.ContentLength !== bytes.length) {
        throw s3Error(
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header.",
        );
      }
      const digest = createHash("md5").update(bytes);
      const md5 = digest.copy().digest("hex");
      if (input.ContentMD5 !== undefined && input.ContentMD5 !== digest.digest("base64")) {
        throw s3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
      }
      checkWriteConditions(input, versionOf(bucket, key));
      const metadata = Object.fromEntries(
        Object.entries(input.Metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      if (Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0) > 2048) {
        throw s3Error("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
      }
      const standard = bucket.encryption.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
      const algorithm = input.ServerSideEncryption ?? standard?.SSEAlgorithm ?? "AES256";
      const keyId = input.SSEKMSKeyId ?? (algorithm === "AES256" ? undefined : standard?.KMSMasterKeyID);
      const version: ObjectVersion = {
        key,
        versionId: newVersionId(account, bucket),
        deleted: false,
        bytes,
        // Only plain and SSE-S3 objects have their MD5 as tag (Amazon S3 API reference, Object).
        etag: `"${algorithm === "AES256" ? md5 : account.random.hex(32)}"`,
        modified: now,
        contentType: input.ContentType ?? "application/octet-stream",
        headers: Object.fromEntries(
          headerNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
        ),
        metadata,
        encryption: { algorithm, keyId },
        storageClass: input.StorageClass ?? "STANDARD",
        tags: taggingHeader(input.Tagging),
      };
      storeVersion(bucket, version);
      return {
        ETag: version.etag,
        ServerSideEncryption: algorithm,
        ...(keyId !== undefined && { SSEKMSKeyId: keyId }),
        ...(bucket.versioning !== undefined && { VersionId: version.versionId }),
        Size: bytes.length,
      };
    },

    /** GetObject, whole or a range of bytes. */
    GetObject({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket ?? "");
      const version = objectNamed(bucket, input.Key ?? "", input.VersionId);
      checkReadConditions(input, version);
      if (input.Range === undefined) return { ...described(bucket, version), Body: bodyOf(version.bytes) };
      const [first, last] = rangeOf(input.Range, version.bytes.length);
      const part = version.bytes.slice(first, last + 1);
      return {
        ...described(bucket, version),
        ContentLength: part.length,
        ContentRange: `bytes ${first}-${last}/${version.bytes.length}`,
        Body: bodyOf(part),
      };
    },

    /** HeadObject: an unknown key is the bare `NotFound` of an answer without a body. */
    HeadObject({ input, account }) {
      const bucket = account.of(buckets).get(input.Bucket ?? "");
      const version = bucket === undefined ? undefined : versionOf(bucket, input.Key ?? "", input.VersionId);
      if (bucket === undefined || version === undefined) throw headNotFound();
      checkReadConditions(input, version);
      return described(bucket, version);
    },

    /** DeleteObject: deleting what is not there succeeds; a versioned bucket gets a mark of deletion. */
    DeleteObject({ input, account, now }) {
      const bucket = bucketNamed(account, input.Bucket ?? "");
      const key = input.Key ?? "";
      if (input.IfMatch !== undefined)
        checkWriteConditions({ IfMatch: input.IfMatch }, versionOf(bucket, key, input.VersionId));
      return removeVersion(account, bucket, key, input.VersionId, now);
    },

    /** DeleteObjects: at most a thousand; what fails is listed under Errors. */
    DeleteObjects({ input, account, now }) {
      const bucket = bucketNamed(account, input.Bucket ?? "");
      const objects = input.Delete?.Objects ?? [];
      if (objects.length === 0 || objects.length > 1000) {
        throw s3Error(
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
        );
      }
      const deleted: DeletedObject[] = [];
      const errors: _Error[] = [];
      for (const { Key = "", VersionId, ETag } of objects) {
        try {
          if (ETag !== undefined) checkWriteConditions({ IfMatch: ETag }, versionOf(bucket, Key, VersionId));
          const { DeleteMarker, VersionId: marker } = removeVersion(account, bucket, Key, VersionId, now);
          deleted.push({
            Key,
            ...(VersionId !== undefined && { VersionId }),
            ...(DeleteMarker === true && {
              DeleteMarker,
              ...(marker !== undefined && { DeleteMarkerVersionId: marker }),
            }),
          });
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          errors.push({ Key, Code: error.name, Message: error.message });
        }
      }
      return {
        ...(input.Delete?.Quiet !== true && { Deleted: deleted }),
        ...(errors.length > 0 && { Errors: errors }),
      };
    },
  },
};
