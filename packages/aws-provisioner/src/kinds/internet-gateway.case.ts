import type { KindCase } from "../../test/kind-case.ts";
import { InternetGateway } from "./internet-gateway.ts";

export const cases: readonly KindCase[] = [
  {
    kind: InternetGateway,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ vpcId: await ground.vpc() }),
    changes: async (ground) => [{ vpcId: await ground.vpc("other") }, { vpcId: "" }, { vpcId: await ground.vpc() }],
  },
];
