import { tcpHealth } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { TargetGroup } from "./target-group.ts";

export const cases: readonly KindCase[] = [
  {
    kind: TargetGroup,
    answers: [["DuplicateTargetGroupNameException", "A target group with this name exists", "already-exists"]],
    unsaid: {
      "create AddTags": "AWS checks it where a create brings tags",
      "find DescribeAutoScalingGroups": "who else uses it is asked before the first change of a plan",
      "find DescribeListeners": "the same",
      "find DescribeRules": "the same",
      "find DescribeTargetHealth": "whether its targets are healthy is asked where others are to be moved to it",
    },
    begin: async (ground) => ground.targetProps("targets"),
    changes: async () => [
      { health: { ...tcpHealth, healthyThreshold: 2, unhealthyThreshold: 4, interval: 10, timeout: 5 } },
      { health: { ...tcpHealth, protocol: "HTTP", path: "/health", port: 8080, timeout: 6 } },
      { drain: 0 },
    ],
    fixed: ["listed"],
  },
  {
    kind: TargetGroup,
    begin: async (ground) => ({ ...(await ground.targetProps("listed")), listed: true }),
    changes: async () => [{ listed: false }, { listed: true }],
    fixed: ["health", "drain"],
  },
];
