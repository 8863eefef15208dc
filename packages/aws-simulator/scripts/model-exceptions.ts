import type { Constraint } from "../src/request/constraint.ts";

/** A part of a request that AWS does not check by its model, and why. */
export interface ModelException {
  /** The operations that it is true of; default all of the service. */
  readonly operations?: readonly string[];
  /** Paths that begin so are left out: `LifecycleConfiguration`. */
  readonly path: string;
  /** What is left out there; default everything. */
  readonly demands?: readonly (keyof Constraint)[];
  readonly because: string;
}

/**
 * Where AWS is laxer than the model of a service, or refuses in other words, by botocore's name of the
 * service.
 */
export const modelExceptions: Readonly<Record<string, readonly ModelException[]>> = {
  iam: [
    {
      path: "Marker",
      demands: ["max"],
      because: "The API reference (ListRoles, Marker) gives a least length and a pattern, and no greatest length.",
    },
  ],
  route53: [
    {
      path: "VPC",
      demands: ["values"],
      because:
        "The model's regions of networks run behind AWS's: cn-northwest-1 was missing in 2024 (aws-sdk#787), long after it had opened. The operations themselves refuse what is no name of a region.",
    },
  ],
  s3: [
    {
      operations: ["CreateBucket"],
      path: "CreateBucketConfiguration.LocationConstraint",
      because:
        "The model names no region of the partitions aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-eusc, where S3 demands the region's name as everywhere else. CreateBucket itself refuses all but the account's region.",
    },
    {
      operations: ["PutBucketEncryption"],
      path: "ServerSideEncryptionConfiguration.Rules[]",
      because:
        "A body that breaks the published schema is MalformedXML (Amazon S3 API reference, Error responses). No report of that answer to this operation was found.",
    },
    {
      operations: ["PutBucketLifecycleConfiguration"],
      path: "LifecycleConfiguration.",
      because:
        "A body that the model allows is answered with MalformedXML too (cloud-custodian#5183), so the operation itself refuses it.",
    },
    {
      operations: ["PutBucketOwnershipControls"],
      path: "OwnershipControls.Rules[]",
      because: "As for PutBucketEncryption, by S3's list of error codes alone.",
    },
  ],
};
