import type { Constraints } from "../request/constraint.ts";

/** What the API model (botocore 1.43.107) demands of each request, by operation. */
export const constraints: Readonly<Record<string, Constraints>> = {
  BatchGetSecretValue: {
    SecretIdList: { min: 1, max: 20 },
    "SecretIdList[]": { min: 1, max: 2048 },
    Filters: { max: 10 },
    "Filters[].Key": {
      enum: ["description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all"],
    },
    "Filters[].Values": { min: 1, max: 10 },
    "Filters[].Values[]": { max: 512, pattern: "^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$" },
    MaxResults: { min: 1, max: 20 },
  },
  CreateSecret: {
    Name: { required: true, min: 1, max: 512 },
    ClientRequestToken: { min: 32, max: 64 },
    Description: { max: 2048 },
    KmsKeyId: { max: 2048 },
    SecretBinary: { min: 1, max: 65536 },
    SecretString: { min: 1, max: 65536 },
    "Tags[].Key": { min: 1, max: 128 },
    "Tags[].Value": { max: 256 },
    AddReplicaRegions: { min: 1 },
    "AddReplicaRegions[].Region": { min: 1, max: 128, pattern: "^([a-z]+-)+\\d+$" },
    "AddReplicaRegions[].KmsKeyId": { max: 2048 },
    Type: { max: 256 },
  },
  DeleteResourcePolicy: {
    SecretId: { required: true, min: 1, max: 2048 },
  },
  DeleteSecret: {
    SecretId: { required: true, min: 1, max: 2048 },
  },
  DescribeSecret: {
    SecretId: { required: true, min: 1, max: 2048 },
  },
  GetResourcePolicy: {
    SecretId: { required: true, min: 1, max: 2048 },
  },
  GetSecretValue: {
    SecretId: { required: true, min: 1, max: 2048 },
    VersionId: { min: 32, max: 64 },
    VersionStage: { min: 1, max: 256 },
  },
  ListSecretVersionIds: {
    SecretId: { required: true, min: 1, max: 2048 },
    MaxResults: { min: 1, max: 100 },
  },
  ListSecrets: {
    MaxResults: { min: 1, max: 100 },
    Filters: { max: 10 },
    "Filters[].Key": {
      enum: ["description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all"],
    },
    "Filters[].Values": { min: 1, max: 10 },
    "Filters[].Values[]": { max: 512, pattern: "^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$" },
    SortOrder: { enum: ["asc", "desc"] },
    SortBy: { enum: ["created-date", "last-accessed-date", "last-changed-date", "name"] },
  },
  PutResourcePolicy: {
    SecretId: { required: true, min: 1, max: 2048 },
    ResourcePolicy: { required: true, min: 1, max: 20480 },
  },
  PutSecretValue: {
    SecretId: { required: true, min: 1, max: 2048 },
    ClientRequestToken: { min: 32, max: 64 },
    SecretBinary: { min: 1, max: 65536 },
    SecretString: { min: 1, max: 65536 },
    VersionStages: { min: 1, max: 20 },
    "VersionStages[]": { min: 1, max: 256 },
    RotationToken: { min: 36, max: 256, pattern: "^[a-zA-Z0-9\\-]+$" },
  },
  RestoreSecret: {
    SecretId: { required: true, min: 1, max: 2048 },
  },
  TagResource: {
    SecretId: { required: true, min: 1, max: 2048 },
    Tags: { required: true },
    "Tags[].Key": { min: 1, max: 128 },
    "Tags[].Value": { max: 256 },
  },
  UntagResource: {
    SecretId: { required: true, min: 1, max: 2048 },
    TagKeys: { required: true },
    "TagKeys[]": { min: 1, max: 128 },
  },
  UpdateSecret: {
    SecretId: { required: true, min: 1, max: 2048 },
    ClientRequestToken: { min: 32, max: 64 },
    Description: { max: 2048 },
    KmsKeyId: { max: 2048 },
    SecretBinary: { min: 1, max: 65536 },
    SecretString: { min: 1, max: 65536 },
    Type: { max: 256 },
  },
};
