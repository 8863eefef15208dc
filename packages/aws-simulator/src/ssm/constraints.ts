import type { Constraints } from "../request/constraint.ts";

/** What the API model (botocore 1.43.107) demands of each request, by operation. */
export const constraints: Readonly<Record<string, Constraints>> = {
  AddTagsToResource: {
    ResourceType: {
      required: true,
      enum: [
        "Document",
        "ManagedInstance",
        "MaintenanceWindow",
        "Parameter",
        "PatchBaseline",
        "OpsItem",
        "OpsMetadata",
        "Automation",
        "Association",
        "CloudConnector",
      ],
    },
    ResourceId: { required: true },
    Tags: { required: true, max: 1000 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" },
    "Tags[].Value": { required: true, max: 256, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" },
  },
  DeleteParameter: {
    Name: { required: true, min: 1, max: 2048 },
  },
  DeleteParameters: {
    Names: { required: true, min: 1, max: 10 },
    "Names[]": { min: 1, max: 2048 },
  },
  DescribeParameters: {
    "Filters[].Key": { required: true, enum: ["Name", "Type", "KeyId"] },
    "Filters[].Values": { required: true, min: 1, max: 50 },
    "Filters[].Values[]": { min: 1, max: 1024 },
    "ParameterFilters[].Key": {
      required: true,
      min: 1,
      max: 132,
      pattern: "^(tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType)$",
    },
    "ParameterFilters[].Option": { min: 1, max: 10 },
    "ParameterFilters[].Values": { min: 1, max: 50 },
    "ParameterFilters[].Values[]": { min: 1, max: 1024 },
    MaxResults: { min: 1, max: 50 },
  },
  GetParameter: {
    Name: { required: true, min: 1, max: 2048 },
  },
  GetParameterHistory: {
    Name: { required: true, min: 1, max: 2048 },
    MaxResults: { min: 1, max: 50 },
  },
  GetParameters: {
    Names: { required: true, min: 1, max: 10 },
    "Names[]": { min: 1, max: 2048 },
  },
  GetParametersByPath: {
    Path: { required: true, min: 1, max: 2048 },
    "ParameterFilters[].Key": {
      required: true,
      min: 1,
      max: 132,
      pattern: "^(tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType)$",
    },
    "ParameterFilters[].Option": { min: 1, max: 10 },
    "ParameterFilters[].Values": { min: 1, max: 50 },
    "ParameterFilters[].Values[]": { min: 1, max: 1024 },
    MaxResults: { min: 1, max: 10 },
  },
  ListTagsForResource: {
    ResourceType: {
      required: true,
      enum: [
        "Document",
        "ManagedInstance",
        "MaintenanceWindow",
        "Parameter",
        "PatchBaseline",
        "OpsItem",
        "OpsMetadata",
        "Automation",
        "Association",
        "CloudConnector",
      ],
    },
    ResourceId: { required: true },
  },
  PutParameter: {
    Name: { required: true, min: 1, max: 2048 },
    Description: { max: 1024 },
    Value: { required: true },
    Type: { enum: ["String", "StringList", "SecureString"] },
    KeyId: { min: 1, max: 256, pattern: "^([a-zA-Z0-9:/_-]+)$" },
    AllowedPattern: { max: 1024 },
    Tags: { max: 1000 },
    "Tags[].Key": { required: true, min: 1, max: 128, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" },
    "Tags[].Value": { required: true, max: 256, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" },
    Tier: { enum: ["Standard", "Advanced", "Intelligent-Tiering"] },
    Policies: { min: 1, max: 4096 },
    DataType: { max: 128 },
  },
  RemoveTagsFromResource: {
    ResourceType: {
      required: true,
      enum: [
        "Document",
        "ManagedInstance",
        "MaintenanceWindow",
        "Parameter",
        "PatchBaseline",
        "OpsItem",
        "OpsMetadata",
        "Automation",
        "Association",
        "CloudConnector",
      ],
    },
    ResourceId: { required: true },
    TagKeys: { required: true },
    "TagKeys[]": { min: 1, max: 128, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" },
  },
};
