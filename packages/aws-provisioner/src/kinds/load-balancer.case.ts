import type { KindCase } from "../../test/kind-case.ts";
import { LoadBalancer } from "./load-balancer.ts";

export const cases: readonly KindCase[] = [
  {
    kind: LoadBalancer,
    answers: [
      ["DuplicateLoadBalancerNameException", "A load balancer with this name exists", "already-exists"],
      ["OperationNotPermittedException", "it is currently associated with a service", "still-in-use"],
      ["OperationNotPermittedException", "deletion protection is enabled", "other"],
    ],
    unsaid: {
      "create AddTags": "AWS checks it where a create brings tags",
      "create CreateServiceLinkedRole": "the first balancer of an account makes the role",
      "find DescribeLoadBalancerAttributes": "whether it is protected is asked before the first change of a plan",
      "find DescribeTargetGroups": "who is behind it is asked where it is to stand in for another one",
      "find DescribeTargetHealth": "the same",
    },
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
