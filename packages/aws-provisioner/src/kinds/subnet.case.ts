import type { KindCase } from "../../test/kind-case.ts";
import { Subnet } from "./subnet.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Subnet,
    answers: [["InvalidSubnet.Conflict", "The CIDR '10.0.0.0/24' conflicts with another subnet", "already-exists"]],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ vpcId: await ground.vpc(), cidr: "10.20.9.0/24", zone: ground.zone }),
  },
];
