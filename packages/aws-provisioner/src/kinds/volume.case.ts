import type { KindCase } from "../../test/kind-case.ts";
import { Volume } from "./volume.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Volume,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
      "find DescribeVolumesModifications": "whether it is being modified is asked before the first change of a plan",
    },
    begin: async (ground) => ({ zone: ground.zone, size: 10, type: "gp2", encrypted: true }),
    changes: async () => [{ size: 20, type: "gp3" }, { label: "data" }],
  },
];
