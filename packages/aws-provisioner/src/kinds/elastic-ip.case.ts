import type { KindCase } from "../../test/kind-case.ts";
import { ElasticIp } from "./elastic-ip.ts";

export const cases: readonly KindCase[] = [
  {
    kind: ElasticIp,
    begin: async () => ({}),
  },
];
