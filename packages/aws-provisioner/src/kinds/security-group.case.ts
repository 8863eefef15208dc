import type { KindCase } from "../../test/kind-case.ts";
import { SecurityGroup } from "./security-group.ts";

export const cases: readonly KindCase[] = [
  {
    kind: SecurityGroup,
    answers: [["InvalidGroup.Duplicate", "The security group 'a' already exists", "already-exists"]],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ vpcId: await ground.vpc(), groupName: ground.named("alone"), description: "A group" }),
  },
];
