import type { KindCase } from "../../test/kind-case.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";

export const cases: readonly KindCase[] = [
  {
    kind: AutoScalingGroup,
    begin: async (ground) => {
      const { id, outputs } = await ground.template("ground");
      return {
        groupName: ground.named("group"),
        templateId: id,
        templateVersion: outputs.version,
        min: 0,
        max: 4,
        desired: 2,
        subnetIds: [await ground.subnet(1), await ground.subnet(2)],
        targetGroupArns: [await ground.targetGroup("ground")],
        healthCheck: "EC2",
        grace: 60,
        instanceTags: { team: "platform", "drydock:node": "trial/worker" },
      };
    },
    changes: async (ground) => {
      const other = await ground.template("other");
      return [
        { min: 1, max: 5, healthCheck: "ELB", grace: 120, maintenance: { min: 90, max: 120 } },
        { subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
        { targetGroupArns: [await ground.targetGroup("second")] },
        { templateId: other.id, templateVersion: other.outputs.version },
        { instanceTags: { team: "other", more: "tags" } },
      ];
    },
    fixed: ["zones"],
    motoForgets: {
      maintenance: "DescribeAutoScalingGroups has no InstanceMaintenancePolicy",
    },
  },
];
