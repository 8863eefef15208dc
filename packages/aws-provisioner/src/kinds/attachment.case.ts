import type { KindCase } from "../../test/kind-case.ts";
import { Attachment } from "./attachment.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Attachment,
    name: "ground/ground",
    answers: [
      ["ValidationError", "AutoScalingGroup name not found - no such group: g", "not-found"],
      ["ValidationError", "Trying to remove Target Groups that are not part of the group: arn", "not-found"],
      ["ValidationError", "Between 1 and 10 target groups must be given", "other"],
      ["InstanceRefreshInProgressFault", "An instance refresh is in progress", "still-in-use"],
    ],
    unsaid: {
      "find DescribeTags": "whose a target group is, is asked of one that no blueprint mentions",
      "find DescribeTargetGroups": "the same",
      "find DescribeTargetHealth": "asked where a step waits until its machines serve",
      "find DescribeLoadBalancerTargetGroups": "asked where something waits for it, as its create does",
    },
    begin: async (ground) => ({
      groupName: await ground.scalingGroup(),
      targetGroupArn: await ground.targetGroup("ground"),
    }),
  },
];
