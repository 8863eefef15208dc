import { tcpHealth } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { TargetGroup } from "./target-group.ts";

export const cases: readonly KindCase[] = [
  {
    kind: TargetGroup,
    answers: [["DuplicateTargetGroupNameException", "A target group with this name exists", "already-exists"]],
    unsaid: {
      "create AddTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ground.targetProps("targets"),
    changes: async () => [
      { health: { ...tcpHealth, healthyThreshold: 2, unhealthyThreshold: 4, interval: 10, timeout: 5 } },
      { health: { ...tcpHealth, protocol: "HTTP", path: "/health", port: 8080, timeout: 6 } },
    ],
    fixed: ["targets"],
  },
  {
    kind: TargetGroup,
    begin: async (ground) => ({ ...(await ground.targetProps("listed")), targets: ["10.20.1.7", "10.20.1.8"] }),
    changes: async () => [{ targets: ["10.20.1.8", "10.20.1.9"] }, { targets: [] }],
    fixed: ["health"],
  },
];
