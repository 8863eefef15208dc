import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { validationError } from "../request/modelled-error.ts";
import { constraints } from "./constraints.gen.ts";
import { createOrUpdateTags, deleteTags, describeTags } from "./group-tags.ts";
import {
  createAutoScalingGroup,
  deleteAutoScalingGroup,
  describeAutoScalingGroups,
  setDesiredCapacity,
  updateAutoScalingGroup,
} from "./group.ts";
import { cancelInstanceRefresh, describeInstanceRefreshes, startInstanceRefresh } from "./instance-refresh.ts";
import { describeAutoScalingInstances, setInstanceHealth, terminateInstanceInAutoScalingGroup } from "./instance.ts";
import { resumeProcesses, suspendProcesses } from "./process.ts";
import { describeScalingActivities } from "./scaling-activity.ts";
import { autoScalingOf } from "./state.ts";
import { attachTargetGroups, describeTargetGroups, detachTargetGroups } from "./traffic.ts";

const handlers = checkedHandlers(
  { constraints, refuse: validationError },
  {
    CreateAutoScalingGroup: createAutoScalingGroup,
    DescribeAutoScalingGroups: describeAutoScalingGroups,
    UpdateAutoScalingGroup: updateAutoScalingGroup,
    SetDesiredCapacity: setDesiredCapacity,
    DeleteAutoScalingGroup: deleteAutoScalingGroup,
    CreateOrUpdateTags: createOrUpdateTags,
    DeleteTags: deleteTags,
    DescribeTags: describeTags,
    AttachLoadBalancerTargetGroups: attachTargetGroups,
    DetachLoadBalancerTargetGroups: detachTargetGroups,
    DescribeLoadBalancerTargetGroups: describeTargetGroups,
    DescribeScalingActivities: describeScalingActivities,
    DescribeAutoScalingInstances: describeAutoScalingInstances,
    SetInstanceHealth: setInstanceHealth,
    TerminateInstanceInAutoScalingGroup: terminateInstanceInAutoScalingGroup,
    StartInstanceRefresh: startInstanceRefresh,
    DescribeInstanceRefreshes: describeInstanceRefreshes,
    CancelInstanceRefresh: cancelInstanceRefresh,
    SuspendProcesses: suspendProcesses,
    ResumeProcesses: resumeProcesses,
  },
);

/** Amazon EC2 Auto Scaling: groups that launch, tag, register, replace and let go of instances. */
export const autoScaling: Service = {
  id: "AutoScaling",
  handlers,
  inventory: (account) =>
    [...autoScalingOf(account).groups.values()].map(
      ({ name, tags, deleting, min, max, desired, members, targetGroups }) => ({
        service: "AutoScaling",
        type: "auto-scaling-group",
        id: name,
        tags: Object.fromEntries([...tags].map(([key, { value }]) => [key, value])),
        state: deleting ? "deleting" : "available",
        attributes: { min, max, desired, instances: [...members.keys()], targetGroups: [...targetGroups] },
      }),
    ),
};
