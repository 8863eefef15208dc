import type { BucketLocationConstraint, S3 } from "@aws-sdk/client-s3";
import { arnOf } from "../request/arn.ts";
import { page } from "../request/page.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import { isRegionName } from "../request/region-name.ts";
import { asListed, resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { checkBucketName, isTakenElsewhere } from "./bucket-name.ts";
import { checkedTagSet } from "./bucket-tags.ts";
import { headNotFound, s3Error } from "./errors.ts";
import { bucketNamed, type BucketRecord, buckets } from "./records/bucket.ts";

/** The account's own region, or nothing: S3 takes no other, and in us-east-1 only nothing. */
function checkLocation(account: Account, location: string | undefined): void {
  // Today's only front sits above the SDK's own middleware, which would fill in a missing location.
  if (location === undefined) return;
  if (account.region === "us-east-1" || !(location === "EU" || isRegionName(location)))
    throw s3Error("InvalidLocationConstraint", "The specified location-constraint is not valid");
  if (location !== account.region && !(location === "EU" && account.region === "eu-west-1")) {
    throw s3Error(
      "IllegalLocationConstraintException",
      `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
}

/** Buckets. */
export const bucket = resource<S3, BucketRecord>({
  type: "bucket",
  table: buckets,
  tags: ({ tags }) => tags,
  inventory: ({ objects, versioning }) => ({ attributes: { objects: [...objects.keys()], versioning } }),
  operations: {
    /** CreateBucket: private, encrypted with SSE-S3, ACLs off, as buckets are since 2023. */
    CreateBucket({ input, account, now }) {
      const { Bucket: name, CreateBucketConfiguration: configuration } = input;
      checkBucketName(name);
      checkLocation(account, configuration?.LocationConstraint);
      if (account.of(buckets).has(name)) {
        // In us-east-1 creating an owned bucket again succeeds, for historical reasons (CreateBucket, API
        // reference).
        if (account.region === "us-east-1") return { Location: `/${name}` };
        throw s3Error(
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.",
          409,
        );
      }
      if (isTakenElsewhere(name)) {
        throw s3Error(
          "BucketAlreadyExists",
          "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
          409,
        );
      }
      const tags = checkedTagSet(configuration?.Tags ?? [], 50);
      account.of(buckets).set(name, {
        name,
        region: account.region,
        created: now,
        objects: new Map(),
        tags,
        versioning: undefined,
        encryption: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
        },
        publicAccessBlock: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
        ownership: { Rules: [{ ObjectOwnership: input.ObjectOwnership ?? "BucketOwnerEnforced" }] },
        lifecycle: undefined,
        policy: undefined,
      });
      return {
        Location: account.region === "us-east-1" ? `/${name}` : `http://${name}.s3.${dnsSuffixOf(account.region)}/`,
        BucketArn: arnOf(account, "s3", name),
      };
    },

    /** HeadBucket: `NotFound` for an unknown name, 403 for one of another account. */
    HeadBucket({ input, account }) {
      const bucket = account.of(buckets).get(input.Bucket);
      if (bucket === undefined)
        throw isTakenElsewhere(input.Bucket) ? s3Error("403", "UnknownError", 403) : headNotFound();
      return {
        BucketRegion: bucket.region,
        BucketArn: arnOf(account, "s3", bucket.name),
        AccessPointAlias: false,
      };
    },

    /** GetBucketLocation: null, left out here, for us-east-1. */
    GetBucketLocation({ input, account }) {
      const { region } = bucketNamed(account, input.Bucket);
      return region === "us-east-1" ? {} : { LocationConstraint: region as BucketLocationConstraint }; // as CreateBucket has checked it
    },

    /** ListBuckets by prefix and region. */
    ListBuckets({ input, account }) {
      const shown = asListed(account, buckets).filter(
        ({ name, region }) =>
          name.startsWith(input.Prefix ?? "") && (input.BucketRegion === undefined || region === input.BucketRegion),
      );
      const { rows, next } = page(shown, {
        key: ({ name }) => name,
        limit: input.MaxBuckets ?? 10_000,
        token: input.ContinuationToken,
        refuse: () => s3Error("InvalidArgument", "The continuation token provided is incorrect"),
      });
      return {
        Buckets: rows.map(({ name, created, region }) => ({
          Name: name,
          CreationDate: new Date(created),
          BucketRegion: region,
          BucketArn: arnOf(account, "s3", name),
        })),
        Owner: { ID: account.random.fork("s3-owner").hex(64) },
        ...(next && { ContinuationToken: next }),
        ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
      };
    },

    /** DeleteBucket: refused while it holds any object, version or mark of deletion. */
    DeleteBucket({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      if (bucket.objects.size > 0) {
        throw s3Error(
          "BucketNotEmpty",
          bucket.versioning === undefined
            ? "The bucket you tried to delete is not empty"
            : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
          409,
        );
      }
      account.of(buckets).delete(bucket.name);
      return {};
    },
  },
});
