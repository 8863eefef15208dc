import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import {
  deleteBucketEncryption,
  deleteBucketLifecycle,
  deleteBucketTagging,
  deletePublicAccessBlock,
  getBucketEncryption,
  getBucketLifecycle,
  getBucketOwnershipControls,
  getBucketTagging,
  getBucketVersioning,
  getPublicAccessBlock,
  putBucketEncryption,
  putBucketLifecycle,
  putBucketOwnershipControls,
  putBucketTagging,
  putBucketVersioning,
  putPublicAccessBlock,
} from "./bucket-configuration.ts";
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from "./bucket-policy.ts";
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./bucket.ts";
import { constraints } from "./constraints.gen.ts";
import { s3Error } from "./errors.ts";
import { listObjectsV2, listObjectVersions } from "./object-listing.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./object-tagging.ts";
import { deleteObject, deleteObjects, getObject, headObject, putObject } from "./object.ts";
import { s3Of } from "./state.ts";

const handlers = checkedHandlers(
  { constraints, refuse: (message) => s3Error("InvalidRequest", message), uncloned: ["PutObject", "GetObject"] },
  {
    CreateBucket: createBucket,
    HeadBucket: headBucket,
    ListBuckets: listBuckets,
    DeleteBucket: deleteBucket,
    GetBucketLocation: getBucketLocation,
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
    GetObjectTagging: getObjectTagging,
    PutObjectTagging: putObjectTagging,
    DeleteObjectTagging: deleteObjectTagging,
    GetBucketTagging: getBucketTagging,
    PutBucketTagging: putBucketTagging,
    DeleteBucketTagging: deleteBucketTagging,
    GetBucketEncryption: getBucketEncryption,
    PutBucketEncryption: putBucketEncryption,
    DeleteBucketEncryption: deleteBucketEncryption,
    GetPublicAccessBlock: getPublicAccessBlock,
    PutPublicAccessBlock: putPublicAccessBlock,
    DeletePublicAccessBlock: deletePublicAccessBlock,
    GetBucketVersioning: getBucketVersioning,
    PutBucketVersioning: putBucketVersioning,
    GetBucketLifecycleConfiguration: getBucketLifecycle,
    PutBucketLifecycleConfiguration: putBucketLifecycle,
    DeleteBucketLifecycle: deleteBucketLifecycle,
    GetBucketOwnershipControls: getBucketOwnershipControls,
    PutBucketOwnershipControls: putBucketOwnershipControls,
    GetBucketPolicy: getBucketPolicy,
    PutBucketPolicy: putBucketPolicy,
    DeleteBucketPolicy: deleteBucketPolicy,
  },
);

/** Amazon S3: buckets, their settings, and objects with conditional writes. */
export const s3: Service = {
  id: "S3",
  handlers,
  inventory: (account) =>
    [...s3Of(account).buckets.values()].map(({ name, tags, objects, versioning }) => ({
      service: "S3",
      type: "bucket",
      id: name,
      tags: Object.fromEntries(tags),
      state: "available",
      attributes: { objects: [...objects.keys()], versioning },
    })),
};
