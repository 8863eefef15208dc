import type { S3 } from "@aws-sdk/client-s3";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import { checkedTagSet } from "./bucket-tags.ts";
import { s3Error } from "./errors.ts";
import { bucketNamed } from "./records/bucket.ts";

/** A bucket's settings: tags, encryption, public access, versioning, lifecycle, ownership. */
export const bucketConfiguration: Resource<S3> = {
  operations: {
    /** GetBucketTagging: `NoSuchTagSet` without any. */
    GetBucketTagging({ input, account }) {
      const { tags } = bucketNamed(account, input.Bucket);
      if (tags.size === 0) throw s3Error("NoSuchTagSet", "The TagSet does not exist", 404);
      return { TagSet: writeTags(tags) };
    },

    /** PutBucketTagging: replaces the whole set. */
    PutBucketTagging({ input, account }) {
      bucketNamed(account, input.Bucket).tags = checkedTagSet(input.Tagging.TagSet, 50);
      return {};
    },

    /** DeleteBucketTagging. */
    DeleteBucketTagging({ input, account }) {
      bucketNamed(account, input.Bucket).tags = new Map();
      return {};
    },

    /** GetBucketEncryption: never absent, since every bucket has at least SSE-S3. */
    GetBucketEncryption({ input, account }) {
      return {
        ServerSideEncryptionConfiguration: bucketNamed(account, input.Bucket).encryption,
      };
    },

    /** PutBucketEncryption: one rule. */
    PutBucketEncryption({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      const { Rules: rules } = input.ServerSideEncryptionConfiguration;
      const standard = rules[0]?.ApplyServerSideEncryptionByDefault;
      if (rules.length !== 1 || standard === undefined) {
        throw s3Error(
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
        );
      }
      if (standard.KMSMasterKeyID !== undefined && standard.SSEAlgorithm === "AES256") {
        throw s3Error(
          "InvalidArgument",
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        );
      }
      bucket.encryption = { Rules: rules.map((rule) => ({ BucketKeyEnabled: false, ...rule })) };
      return {};
    },

    /** DeleteBucketEncryption: back to SSE-S3. */
    DeleteBucketEncryption({ input, account }) {
      bucketNamed(account, input.Bucket).encryption = {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
      };
      return {};
    },

    /** GetPublicAccessBlock. */
    GetPublicAccessBlock({ input, account }) {
      const { publicAccessBlock } = bucketNamed(account, input.Bucket);
      if (publicAccessBlock === undefined)
        throw s3Error(
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
          404,
        );
      return { PublicAccessBlockConfiguration: publicAccessBlock };
    },

    /** PutPublicAccessBlock: what is left out is off. */
    PutPublicAccessBlock({ input, account }) {
      bucketNamed(account, input.Bucket).publicAccessBlock = {
        BlockPublicAcls: false,
        IgnorePublicAcls: false,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
        ...input.PublicAccessBlockConfiguration,
      };
      return {};
    },

    /** DeletePublicAccessBlock. */
    DeletePublicAccessBlock({ input, account }) {
      bucketNamed(account, input.Bucket).publicAccessBlock = undefined;
      return {};
    },

    /** GetBucketVersioning: empty for a bucket that never had it. */
    GetBucketVersioning({ input, account }) {
      const { versioning } = bucketNamed(account, input.Bucket);
      return versioning === undefined ? {} : { Status: versioning };
    },

    /** PutBucketVersioning: on or suspended; never off again. */
    PutBucketVersioning({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      const { Status: status, MFADelete: mfa } = input.VersioningConfiguration;
      if (status === undefined)
        throw s3Error("IllegalVersioningConfigurationException", "The Versioning element must be specified");
      if (mfa === "Enabled") throw s3Error("AccessDenied", "MFA Delete can be enabled by the root user only", 403);
      bucket.versioning = status;
      return {};
    },

    /** GetBucketLifecycleConfiguration. */
    GetBucketLifecycleConfiguration({ input, account }) {
      const { lifecycle } = bucketNamed(account, input.Bucket);
      if (lifecycle === undefined)
        throw s3Error("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", 404);
      return { Rules: lifecycle, TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" };
    },

    /** PutBucketLifecycleConfiguration: kept and checked for its form, but nothing expires by it. */
    PutBucketLifecycleConfiguration({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      const rules = input.LifecycleConfiguration?.Rules ?? [];
      const acts = [
        "Expiration",
        "Transitions",
        "NoncurrentVersionExpiration",
        "NoncurrentVersionTransitions",
        "AbortIncompleteMultipartUpload",
      ];
      if (
        rules.length === 0 ||
        rules.length > 1000 ||
        rules.some((rule) => rule.Status === undefined || (rule.Filter ?? rule.Prefix) === undefined)
      ) {
        throw s3Error(
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
        );
      }
      if (rules.some((rule) => acts.every((act) => Reflect.get(rule, act) === undefined))) {
        throw s3Error("InvalidRequest", "At least one action needs to be specified in a rule");
      }
      const ids = rules.flatMap(({ ID }) => ID ?? []);
      if (new Set(ids).size < ids.length)
        throw s3Error("InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule");
      bucket.lifecycle = rules.map((rule, index) => ({ ...rule, ID: rule.ID ?? `rule-${index + 1}` }));
      return { TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" };
    },

    /** DeleteBucketLifecycle. */
    DeleteBucketLifecycle({ input, account }) {
      bucketNamed(account, input.Bucket).lifecycle = undefined;
      return {};
    },

    /** GetBucketOwnershipControls. */
    GetBucketOwnershipControls({ input, account }) {
      const { ownership } = bucketNamed(account, input.Bucket);
      if (ownership === undefined)
        throw s3Error("OwnershipControlsNotFoundError", "The bucket ownership controls were not found", 404);
      return { OwnershipControls: ownership };
    },

    /** PutBucketOwnershipControls: one rule. */
    PutBucketOwnershipControls({ input, account }) {
      if (input.OwnershipControls.Rules.length !== 1)
        throw s3Error(
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
        );
      bucketNamed(account, input.Bucket).ownership = input.OwnershipControls;
      return {};
    },
  },
};
