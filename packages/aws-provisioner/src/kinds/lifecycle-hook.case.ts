import type { KindCase } from "../../test/kind-case.ts";
import { LifecycleHook } from "./lifecycle-hook.ts";

export const cases: readonly KindCase[] = [
  {
    kind: LifecycleHook,
    name: "ground",
    answers: [
      ["ValidationError", "AutoScalingGroup name not found - no such group: g", "not-found"],
      ["ValidationError", "No Lifecycle Hook found with name h", "not-found"],
      ["ValidationError", "HeartbeatTimeout must be between 30 and 7200", "other"],
      ["LimitExceededFault", "You have reached the limit of hooks", "other"],
    ],
    begin: async (ground) => ({
      groupName: await ground.scalingGroup(),
      heartbeat: 120,
      result: "CONTINUE",
      timeout: 300,
    }),
    changes: async () => [{ heartbeat: 200, timeout: 10_000 }, { timeout: 9_990 }, { result: "ABANDON" }],
  },
];
