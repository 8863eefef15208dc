import type { KindCase } from "../../test/kind-case.ts";
import { Bucket } from "./bucket.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Bucket,
    begin: async (ground) => ground.bucketProps("trial"),
    changes: async () => [{ versioning: true }, { versioning: false }],
    fixed: ["encryption", "publicAccessBlocked"],
  },
];
