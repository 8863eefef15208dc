import type { KindCase } from "../../test/kind-case.ts";
import { InstanceProfile } from "./instance-profile.ts";

export const cases: readonly KindCase[] = [
  {
    kind: InstanceProfile,
    unsaid: {
      "create PassRole": "AWS checks it where a call hands a role to machines",
      "create TagInstanceProfile": "AWS checks it where a create brings tags",
      "update PassRole": "AWS checks it where a call hands a role to machines",
    },
    begin: async (ground) => ({
      profileName: ground.named("profile"),
      path: ground.path(),
      roleName: await ground.role("first"),
    }),
    changes: async (ground) => [
      { roleName: await ground.role("second") },
      { roleName: "" },
      { roleName: await ground.role("first") },
    ],
  },
];
