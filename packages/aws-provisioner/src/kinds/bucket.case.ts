import type { KindCase } from "../../test/kind-case.ts";
import { Bucket } from "./bucket.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Bucket,
    answers: [
      ["BucketAlreadyOwnedByYou", "Your previous request succeeded and you already own it.", "already-exists"],
      ["OperationAborted", "A conflicting conditional operation is in progress", "not-yet-visible"],
    ],
    unsaid: {
      "update PutBucketPublicAccessBlock": "a bucket that someone opened",
      "update PutEncryptionConfiguration": "a bucket that someone ceased to encrypt",
    },
    begin: async (ground) => ({ ...ground.bucketProps("trial"), versioning: true }),
    changes: async () => [{ versioning: false }, { versioning: true }],
    fixed: ["encryption", "publicAccessBlocked"],
  },
];
