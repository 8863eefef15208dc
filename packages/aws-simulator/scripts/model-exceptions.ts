/** A part of a request that AWS does not check by its model, and why. */
export interface ModelException {
  /** The operations that it is true of; default all of the service. */
  readonly operations?: readonly string[];
  /** Paths that begin so are left out: `LifecycleConfiguration`. */
  readonly path: string;
  readonly because: string;
}

/**
 * Where AWS is laxer than the model of a service, or refuses in other words, by botocore's name of the
 * service.
 */
export const modelExceptions: Readonly<Record<string, readonly ModelException[]>> = {
  s3: [
    {
      operations: ["PutBucketEncryption"],
      path: "ServerSideEncryptionConfiguration.Rules[]",
      because: "What a body's elements hold is refused as MalformedXML by the operation itself (S3's error codes).",
    },
    {
      operations: ["PutBucketLifecycleConfiguration"],
      path: "LifecycleConfiguration.",
      because: "As above: MalformedXML, of which the lifecycle's own rules say more than the model.",
    },
    {
      operations: ["PutBucketOwnershipControls"],
      path: "OwnershipControls.Rules[]",
      because: "As above: MalformedXML.",
    },
  ],
};
