import type { KindCase } from "../../test/kind-case.ts";
import { sha256 } from "../../test/sha256.ts";
import { BucketObject } from "./object.ts";

export const cases: readonly KindCase[] = [
  {
    kind: BucketObject,
    begin: async (ground) => ({
      bucketName: await ground.bucket("ground"),
      key: "drydock/trial",
      body: "one",
      sha256: sha256("one"),
    }),
    changes: async () => [{ body: "two", sha256: sha256("two") }],
  },
];
