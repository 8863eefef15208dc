import type { KindCase } from "../../test/kind-case.ts";
import { Vpc } from "./vpc.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Vpc,
    begin: async () => ({ cidr: "10.30.0.0/16", dnsSupport: true, dnsHostnames: true }),
    changes: async () => [{ dnsHostnames: false }, { dnsSupport: false }, { dnsSupport: true, dnsHostnames: true }],
  },
];
