import type { Constraints } from "../request/constraint.ts";

/** What the API model (botocore 1.43.107) demands of each request, by operation. */
export const constraints: Readonly<Record<string, Constraints>> = {
  CreateBucket: {
    Bucket: { required: true },
    "CreateBucketConfiguration.LocationConstraint": { enum: ["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "cn-north-1", "cn-northwest-1", "EU", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-1", "us-west-2"] },
    "CreateBucketConfiguration.Location.Type": { enum: ["AvailabilityZone", "LocalZone"] },
    "CreateBucketConfiguration.Bucket.DataRedundancy": { enum: ["SingleAvailabilityZone", "SingleLocalZone"] },
    "CreateBucketConfiguration.Bucket.Type": { enum: ["Directory"] },
    "CreateBucketConfiguration.Tags[].Key": { required: true, min: 1 },
    "CreateBucketConfiguration.Tags[].Value": { required: true },
    ObjectOwnership: { enum: ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"] },
    BucketNamespace: { enum: ["account-regional", "global"] },
  },
  DeleteBucket: {
    Bucket: { required: true },
  },
  DeleteBucketEncryption: {
    Bucket: { required: true },
  },
  DeleteBucketLifecycle: {
    Bucket: { required: true },
  },
  DeleteBucketPolicy: {
    Bucket: { required: true },
  },
  DeleteBucketTagging: {
    Bucket: { required: true },
  },
  DeleteObject: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    RequestPayer: { enum: ["requester"] },
  },
  DeleteObjectTagging: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
  },
  DeleteObjects: {
    Bucket: { required: true },
    Delete: { required: true },
    "Delete.Objects": { required: true },
    "Delete.Objects[].Key": { required: true, min: 1 },
    RequestPayer: { enum: ["requester"] },
  },
  DeletePublicAccessBlock: {
    Bucket: { required: true },
  },
  GetBucketEncryption: {
    Bucket: { required: true },
  },
  GetBucketLifecycleConfiguration: {
    Bucket: { required: true },
  },
  GetBucketLocation: {
    Bucket: { required: true },
  },
  GetBucketOwnershipControls: {
    Bucket: { required: true },
  },
  GetBucketPolicy: {
    Bucket: { required: true },
  },
  GetBucketTagging: {
    Bucket: { required: true },
  },
  GetBucketVersioning: {
    Bucket: { required: true },
  },
  GetObject: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    RequestPayer: { enum: ["requester"] },
  },
  GetObjectTagging: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    RequestPayer: { enum: ["requester"] },
  },
  GetPublicAccessBlock: {
    Bucket: { required: true },
  },
  HeadBucket: {
    Bucket: { required: true },
  },
  HeadObject: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    RequestPayer: { enum: ["requester"] },
  },
  ListBuckets: {
    MaxBuckets: { min: 1, max: 10000 },
  },
  ListObjectVersions: {
    Bucket: { required: true },
    EncodingType: { enum: ["url"] },
    RequestPayer: { enum: ["requester"] },
    "OptionalObjectAttributes[]": { enum: ["RestoreStatus"] },
  },
  ListObjectsV2: {
    Bucket: { required: true },
    EncodingType: { enum: ["url"] },
    RequestPayer: { enum: ["requester"] },
    "OptionalObjectAttributes[]": { enum: ["RestoreStatus"] },
  },
  PutBucketEncryption: {
    Bucket: { required: true },
    ServerSideEncryptionConfiguration: { required: true },
    "ServerSideEncryptionConfiguration.Rules": { required: true },
  },
  PutBucketLifecycleConfiguration: {
    Bucket: { required: true },
    TransitionDefaultMinimumObjectSize: { enum: ["varies_by_storage_class", "all_storage_classes_128K"] },
  },
  PutBucketOwnershipControls: {
    Bucket: { required: true },
    OwnershipControls: { required: true },
    "OwnershipControls.Rules": { required: true },
  },
  PutBucketPolicy: {
    Bucket: { required: true },
    Policy: { required: true },
  },
  PutBucketTagging: {
    Bucket: { required: true },
    Tagging: { required: true },
    "Tagging.TagSet": { required: true },
    "Tagging.TagSet[].Key": { required: true, min: 1 },
    "Tagging.TagSet[].Value": { required: true },
  },
  PutBucketVersioning: {
    Bucket: { required: true },
    VersioningConfiguration: { required: true },
    "VersioningConfiguration.MFADelete": { enum: ["Enabled", "Disabled"] },
    "VersioningConfiguration.Status": { enum: ["Enabled", "Suspended"] },
  },
  PutObject: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    ServerSideEncryption: { enum: ["AES256", "aws:fsx", "aws:backup", "aws:kms", "aws:kms:dsse"] },
    StorageClass: { enum: ["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS", "FSX_ONTAP", "AWS_BACKUP_WARM", "AWS_BACKUP_LOW_COST_WARM"] },
    RequestPayer: { enum: ["requester"] },
    ObjectLockMode: { enum: ["GOVERNANCE", "COMPLIANCE"] },
    ObjectLockLegalHoldStatus: { enum: ["ON", "OFF"] },
    ObjectLockEventHold: { enum: ["ON", "OFF"] },
  },
  PutObjectTagging: {
    Bucket: { required: true },
    Key: { required: true, min: 1 },
    Tagging: { required: true },
    "Tagging.TagSet": { required: true },
    "Tagging.TagSet[].Key": { required: true, min: 1 },
    "Tagging.TagSet[].Value": { required: true },
    RequestPayer: { enum: ["requester"] },
  },
  PutPublicAccessBlock: {
    Bucket: { required: true },
    PublicAccessBlockConfiguration: { required: true },
  },
};
