import type { KindCase } from "../../test/kind-case.ts";
import { LoadBalancer } from "./load-balancer.ts";

export const cases: readonly KindCase[] = [
  {
    kind: LoadBalancer,
    begin: async (ground) => ({
      balancerName: ground.named("balancer"),
      type: "network",
      scheme: "internal",
      subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      securityGroupIds: [await ground.group("ground")],
    }),
    changes: async (ground) => [
      { subnetIds: [await ground.subnet(1), await ground.subnet(2), await ground.subnet(3)] },
      { securityGroupIds: [await ground.group("other")] },
    ],
  },
];
