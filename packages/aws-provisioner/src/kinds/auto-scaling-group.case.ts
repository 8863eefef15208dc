import type { KindCase } from "../../test/kind-case.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { ofGroup } from "./group-tags.ts";

export const cases: readonly KindCase[] = [
  {
    kind: AutoScalingGroup,
    answers: [
      ["ScalingActivityInProgressFault", "Activities are in progress", "still-in-use"],
      ["InstanceRefreshInProgressFault", "An instance refresh is in progress", "still-in-use"],
      ["AlreadyExistsFault", "a group with this name is already PENDING DELETE", "still-in-use"],
      ["AlreadyExistsFault", "a group by this name already exists", "already-exists"],
      ["ValidationError", "AutoScalingGroup name not found - no such group: g", "not-found"],
      ["ValidationError", "Group g not found", "not-found"],
      ["ValidationError", "Desired capacity 9 must be at most 4", "other"],
    ],
    unsaid: {
      "delete UpdateAutoScalingGroup": "a group whose machines run a unit before they go is emptied first",
      "create CreateOrUpdateTags": "AWS checks it where a create brings tags",
      "create CreateServiceLinkedRole": "the first group of an account makes the role",
      "create CreateTags": "AWS checks it where a template tags the machines",
      "create DescribeInstanceStatus":
        "whether a group serves, and why its machines do not, is asked where a run waits",
      "create DescribeTargetHealth": "the same",
      "create GetConsoleOutput": "the same",
      "create PassRole": "AWS checks it where a call hands a role to machines",
      "create RunInstances": "AWS checks it where a group launches from a template",
      "find DescribeInstanceRefreshes": "a refresh is asked after where a group bears its mark and not its version",
      "find DescribePolicies": "who else scales a group is asked where its size is not the blueprint's",
      "find DescribeScheduledActions": "the same",
      "find DescribeScalingActivities": "why a group is not ready is asked where a wait ends in vain",
      "update CancelInstanceRefresh": "a refresh is called off where it comes no further, or is not wanted any more",
      "update RollbackInstanceRefresh": "the same",
      "update DescribeInstanceStatus": "why a machine is not healthy is asked where it has to be told",
      "update DescribeTargetHealth": "the same",
      "update GetConsoleOutput": "the same",
      "update PassRole": "AWS checks it where a call hands a role to machines",
      "update RunInstances": "AWS checks it where a group gets another template",
    },
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
        healthCheck: "EC2",
        grace: 60,
        instanceTags: { team: "platform", "drydock:node": "trial/worker", constructor: "inherited" },
      };
    },
    changes: async (ground) => {
      const other = await ground.template("other");
      const third = await ground.template("third");
      return [
        { desired: 3 },
        { min: 4, max: 6, desired: 5, healthCheck: "ELB", grace: 120, maintenance: { min: 90, max: 120 } },
        { subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
        { templateId: other.id, templateVersion: other.outputs.version },
        {
          rollout: { minHealthy: 50, batch: 2, pause: 10, warmup: 30 },
          templateId: third.id,
          templateVersion: third.outputs.version,
        },
        { scaled: true },
        { scaled: false },
        { instanceTags: { team: "other", more: "tags" } },
      ];
    },
    fixed: ["zones", "renewed"],
    others: {
      instanceTags: {
        async add(ground, { id }) {
          const tag = { Key: "Backup", Value: "nightly", PropagateAtLaunch: true, ...ofGroup(id) };
          await ground.trial.account.clients.autoScaling.createOrUpdateTags({ Tags: [tag] });
          return "Backup";
        },
        drops: async () => ({ instanceTags: { team: "other", more: "tags" } }),
      },
    },
    motoForgets: {
      maintenance: "DescribeAutoScalingGroups has no InstanceMaintenancePolicy",
      rollout: "StartInstanceRefresh is not there",
    },
  },
];
