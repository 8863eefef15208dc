import type { KindCase } from "../../test/kind-case.ts";
import { Vpc } from "./vpc.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Vpc,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async () => ({ cidr: "10.30.0.0/16", dnsSupport: true, dnsHostnames: true }),
    changes: async () => [{ dnsHostnames: false }, { dnsSupport: false }, { dnsSupport: true, dnsHostnames: true }],
  },
];
