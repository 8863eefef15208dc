import type { Constraints } from "../request/constraint.ts";

/** What the API model (botocore 1.43.107) demands of each request, by operation. */
export const constraints: Readonly<Record<string, Constraints>> = {
  AddRoleToInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
  },
  AttachRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyArn: { required: true, min: 20, max: 2048 },
  },
  CreateInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    Path: { min: 1, max: 512, pattern: "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)" },
    Tags: { max: 50 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
    "Tags[].Value": { required: true, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
  CreatePolicy: {
    PolicyName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    Path: { min: 1, max: 512, pattern: "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/" },
    PolicyDocument: { required: true, min: 1, max: 131072, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+" },
    Description: { max: 1000 },
    Tags: { max: 50 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
    "Tags[].Value": { required: true, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
  CreateRole: {
    Path: { min: 1, max: 512, pattern: "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)" },
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    AssumeRolePolicyDocument: {
      required: true,
      min: 1,
      max: 131072,
      pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
    },
    Description: { max: 1000, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*" },
    MaxSessionDuration: { min: 3600, max: 43200 },
    PermissionsBoundary: { min: 20, max: 2048 },
    Tags: { max: 50 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
    "Tags[].Value": { required: true, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
  DeleteInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
  },
  DeletePolicy: {
    PolicyArn: { required: true, min: 20, max: 2048 },
  },
  DeleteRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
  },
  DeleteRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
  },
  DetachRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyArn: { required: true, min: 20, max: 2048 },
  },
  GetAccountAuthorizationDetails: {
    "Filter[]": { enum: ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"] },
    MaxItems: { min: 1, max: 1000 },
  },
  GetInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
  },
  GetPolicy: {
    PolicyArn: { required: true, min: 20, max: 2048 },
  },
  GetRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
  },
  GetRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
  },
  ListAttachedRolePolicies: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PathPrefix: { min: 1, max: 512, pattern: "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListInstanceProfileTags: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListInstanceProfiles: {
    PathPrefix: { min: 1, max: 512, pattern: "\\u002F[\\u0021-\\u007F]*" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListInstanceProfilesForRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListPolicies: {
    Scope: { enum: ["All", "AWS", "Local"] },
    PathPrefix: { min: 1, max: 512, pattern: "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/" },
    PolicyUsageFilter: { enum: ["PermissionsPolicy", "PermissionsBoundary"] },
    MaxItems: { min: 1, max: 1000 },
  },
  ListRolePolicies: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListRoleTags: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    MaxItems: { min: 1, max: 1000 },
  },
  ListRoles: {
    PathPrefix: { min: 1, max: 512, pattern: "\\u002F[\\u0021-\\u007F]*" },
    MaxItems: { min: 1, max: 1000 },
  },
  PutRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    PolicyDocument: { required: true, min: 1, max: 131072, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+" },
  },
  RemoveRoleFromInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
  },
  TagInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    Tags: { required: true, max: 50 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
    "Tags[].Value": { required: true, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
  TagRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    Tags: { required: true, max: 50 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
    "Tags[].Value": { required: true, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
  UntagInstanceProfile: {
    InstanceProfileName: { required: true, min: 1, max: 128, pattern: "[\\w+=,.@-]+" },
    TagKeys: { required: true, max: 50 },
    "TagKeys[]": { min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
  },
  UntagRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    TagKeys: { required: true, max: 50 },
    "TagKeys[]": { min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
  },
  UpdateAssumeRolePolicy: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    PolicyDocument: { required: true, min: 1, max: 131072, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+" },
  },
  UpdateRole: {
    RoleName: { required: true, min: 1, max: 64, pattern: "[\\w+=,.@-]+" },
    Description: { max: 1000, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*" },
    MaxSessionDuration: { min: 3600, max: 43200 },
  },
};
