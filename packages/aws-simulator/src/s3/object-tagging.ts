import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingCommandOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingCommandOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingCommandOutput,
} from "@aws-sdk/client-s3";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Account } from "../state.ts";
import { checkedTagSet } from "./bucket-tags.ts";
import { bucketNamed, objectNamed } from "./errors.ts";
import type { ObjectVersion } from "./state.ts";

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

/** GetObjectTagging: empty for an object without tags. */
export const getObjectTagging: CheckedHandler<GetObjectTaggingCommandInput, GetObjectTaggingCommandOutput> = ({
  input,
  account,
}) => {
  const { version, shown } = named(account, input);
  return { ...shown, TagSet: writeTags(version.tags) };
};

/** PutObjectTagging: replaces the whole set of at most ten. */
export const putObjectTagging: CheckedHandler<PutObjectTaggingCommandInput, PutObjectTaggingCommandOutput> = ({
  input,
  account,
}) => {
  const { version, shown } = named(account, input);
  version.tags = checkedTagSet(input.Tagging.TagSet, 10);
  return shown;
};

/** DeleteObjectTagging. */
export const deleteObjectTagging: CheckedHandler<DeleteObjectTaggingCommandInput, DeleteObjectTaggingCommandOutput> = ({
  input,
  account,
}) => {
  const { version, shown } = named(account, input);
  version.tags = new Map();
  return shown;
};
