import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { Resource } from "../resource.ts";
import { beginLeave } from "./leaving.ts";
import { shownInstance } from "./member-shape.ts";
import { pageOf } from "./page.ts";
import { groupOfInstance, groups } from "./records/group.ts";
import { wakeSoon } from "./tend.ts";

/** The instances of groups. */
export const member: Resource<AutoScaling> = {
  operations: {
    /** DescribeAutoScalingInstances: unknown ids are passed over. */
    DescribeAutoScalingInstances({ input, account }) {
      const { InstanceIds: ids = [], MaxRecords: limit = 50 } = input;
      if (limit < 1 || limit > 50) throw validationError("MaxRecords must be between 1 and 50");
      const all = [...account.of(groups).values()].flatMap((group) =>
        [...group.members.values()].map((member) => shownInstance(group, member)),
      );
      const { rows, rest } = pageOf(
        all.filter(({ InstanceId = "" }) => ids.length === 0 || ids.includes(InstanceId)),
        ({ InstanceId = "" }) => InstanceId,
        50,
        input,
      );
      return { AutoScalingInstances: rows, ...rest };
    },

    /**
     * SetInstanceHealth: an unhealthy instance is replaced; within the grace period the report is passed over
     * unless told otherwise.
     */
    SetInstanceHealth({ input, account, now }) {
      const { HealthStatus: health } = input;
      if (health !== "Healthy" && health !== "Unhealthy") {
        throw validationError(`Invalid health status, ${health}. Valid values are Healthy and Unhealthy.`);
      }
      const { group, member } = groupOfInstance(account, input.InstanceId);
      const inGrace = now < (member.inServiceSince ?? now) + group.gracePeriod * 1000;
      if (inGrace && input.ShouldRespectGracePeriod !== false) return {};
      member.health = health;
      member.illness = "a user health-check";
      wakeSoon({ account, now }, group);
      return {};
    },

    /** TerminateInstanceInAutoScalingGroup: replaced, or the desired capacity shrinks with it. */
    TerminateInstanceInAutoScalingGroup({ input, account, now }) {
      const moment = { account, now };
      if (input.InstanceId === undefined)
        throw validationError("The simulated account terminates the one instance that InstanceId names");
      const { group, member } = groupOfInstance(account, input.InstanceId);
      const shrink = input.ShouldDecrementDesiredCapacity;
      if (shrink && group.desired - 1 < group.min) {
        throw validationError(
          `Currently, desiredSize equals minSize (${group.min}). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.`,
        );
      }
      group.reason = "instance was taken out of service in response to a user request";
      if (shrink) group.desired -= 1;
      beginLeave(moment, group, member, { shrink });
      wakeSoon(moment, group);
      return { Activity: { ...member.activity } };
    },
  },
};
