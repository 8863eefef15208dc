import type { KindCase } from "../../test/kind-case.ts";
import { Volume } from "./volume.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Volume,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ zone: ground.zone, size: 10, type: "gp2", encrypted: true }),
    changes: async () => [{ size: 20, type: "gp3" }, { label: "data" }],
  },
];
