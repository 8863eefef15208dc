import type { KindCase } from "../../test/kind-case.ts";
import { ElasticIp } from "./elastic-ip.ts";

export const cases: readonly KindCase[] = [
  {
    kind: ElasticIp,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async () => ({}),
  },
];
