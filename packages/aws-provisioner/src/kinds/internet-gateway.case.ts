import type { KindCase } from "../../test/kind-case.ts";
import { InternetGateway } from "./internet-gateway.ts";

export const cases: readonly KindCase[] = [
  {
    kind: InternetGateway,
    answers: [
      ["Gateway.NotAttached", "resource igw-1 is not attached to network vpc-1", "not-found"],
      ["Resource.AlreadyAssociated", "resource igw-1 is already attached", "already-exists"],
    ],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ vpcId: await ground.vpc() }),
    changes: async (ground) => [{ vpcId: await ground.vpc("other") }, { vpcId: "" }, { vpcId: await ground.vpc() }],
  },
];
