import type { S3 } from "@aws-sdk/client-s3";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { checkedTagSet } from "./bucket-tags.ts";
import { bucketNamed, type ObjectVersion } from "./records/bucket.ts";
import { objectNamed } from "./records/object.ts";

interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

function named(
  account: Account,
  { Bucket, Key, VersionId }: ObjectName,
): { version: ObjectVersion; shown: { VersionId?: string } } {
  const bucket = bucketNamed(account, Bucket);
  const version = objectNamed(bucket, Key, VersionId);
  return { version, shown: bucket.versioning === undefined ? {} : { VersionId: version.versionId } };
}

/** An object's tags. */
export const objectTagging: Resource<S3> = {
  operations: {
    /** GetObjectTagging: empty for an object without tags. */
    GetObjectTagging({ input, account }) {
      const { version, shown } = named(account, input);
      return { ...shown, TagSet: writeTags(version.tags) };
    },

    /** PutObjectTagging: replaces the whole set of at most ten. */
    PutObjectTagging({ input, account }) {
      const { version, shown } = named(account, input);
      version.tags = checkedTagSet(input.Tagging.TagSet, 10);
      return shown;
    },

    /** DeleteObjectTagging. */
    DeleteObjectTagging({ input, account }) {
      const { version, shown } = named(account, input);
      version.tags = new Map();
      return shown;
    },
  },
};
