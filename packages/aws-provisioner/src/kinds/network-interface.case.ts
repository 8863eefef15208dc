import type { KindCase } from "../../test/kind-case.ts";
import { NetworkInterface } from "./network-interface.ts";

export const cases: readonly KindCase[] = [
  {
    kind: NetworkInterface,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => {
      const securityGroupIds = [await ground.group("ground")];
      return { subnetId: await ground.subnet(1), address: "10.20.1.100", securityGroupIds, description: "a member" };
    },
    changes: async (ground) => [{ securityGroupIds: [await ground.group("other")], description: "the same member" }],
  },
];
