import type { KindCase } from "../../test/kind-case.ts";
import { Target } from "./target.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Target,
    name: "serving/ground",
    unsaid: {
      "create DescribeInstanceStatus": "why a machine is not healthy is asked where a wait ends in vain",
      "create GetConsoleOutput": "the same",
    },
    begin: async (ground) => ({
      targetGroupArn: await ground.id("target-group", "serving", async () => ({
        ...(await ground.targetProps("serving")),
        listed: true,
      })),
      target: await ground.machine("ground"),
    }),
  },
];
