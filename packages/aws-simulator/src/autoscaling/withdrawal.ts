import type { Activity, AutoScaling } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { beginActivity, succeed } from "./activity.ts";
import { enrol, withdraw } from "./membership.ts";
import { type GroupRecord, liveGroup } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import { wakeSoon } from "./tend.ts";

function membersOf(group: GroupRecord, ids: readonly string[]): Member[] {
  return ids.map((id) => {
    const member = group.members.get(id);
    if (member === undefined)
      throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
    return member;
  });
}

// The words of DetachInstances, in spacelift-io/terraform-aws-spacelift-workerpool-on-ec2 issue 85.
function sizesExclude({ name, min, max, desired }: GroupRecord, what: string, count: number) {
  return validationError(
    `AutoScalingGroup ${name} has min-size=${min}, max-size=${max}, and desired-size=${desired}. To ${what} ${count} instance, please update the AutoScalingGroup sizes appropriately.`,
  );
}

interface Named {
  readonly AutoScalingGroupName: string;
  readonly InstanceIds?: readonly string[] | undefined;
}

function chosen(account: Account, { AutoScalingGroupName, InstanceIds = [] }: Named) {
  const group = liveGroup(account, AutoScalingGroupName);
  return { group, members: membersOf(group, InstanceIds) };
}

/** Instances that somebody takes out of what their group does with them, for a while. */
export const withdrawal: Resource<AutoScaling> = {
  operations: {
    /** SetInstanceProtection: whether scale in may choose them. */
    SetInstanceProtection({ input, account }) {
      const { members } = chosen(account, input);
      for (const member of members) member.protectedFromScaleIn = input.ProtectedFromScaleIn;
      return {};
    },

    /**
     * EnterStandby: out of service and out of the target groups; the desired capacity shrinks with them, or
     * others are launched in their place. The words for one that is not in service are those of
     * aws-samples/aws-codedeploy-samples issue 50.
     */
    EnterStandby({ input, account, now }) {
      const moment = { account, now };
      const { group, members } = chosen(account, input);
      const strange = members.find(({ lifecycle }) => lifecycle !== "InService");
      if (strange !== undefined) throw validationError(`The instance ${strange.id} is not in InService.`);
      if (input.ShouldDecrementDesiredCapacity) {
        if (group.desired - members.length < group.min) throw sizesExclude(group, "place into standby", members.length);
        group.desired -= members.length;
      }
      group.reason = "instances were moved to standby in response to a user request";
      const Activities = members.map((member): Activity => {
        const activity = beginActivity(moment, group, `Moving EC2 instance to Standby: ${member.id}`, member.zone);
        withdraw(moment, member, group.targetGroups);
        member.lifecycle = "Standby";
        succeed(activity, now);
        return { ...activity };
      });
      wakeSoon(moment, group);
      return { Activities };
    },

    /** ExitStandby: back in service and in the target groups; the desired capacity grows with them. */
    ExitStandby({ input, account, now }) {
      const moment = { account, now };
      const { group, members } = chosen(account, input);
      const strange = members.find(({ lifecycle }) => lifecycle !== "Standby");
      if (strange !== undefined) throw validationError(`The instance ${strange.id} is not in Standby.`);
      if (group.desired + members.length > group.max) throw sizesExclude(group, "take out of standby", members.length);
      group.desired += members.length;
      group.reason = "instances were moved out of standby in response to a user request";
      const Activities = members.map((member): Activity => {
        const activity = beginActivity(moment, group, `Moving EC2 instance out of Standby: ${member.id}`, member.zone);
        member.lifecycle = "InService";
        member.inServiceSince = now;
        if (!group.suspended.has("AddToLoadBalancer")) enrol(moment, member, group.targetGroups);
        succeed(activity, now);
        return { ...activity };
      });
      wakeSoon(moment, group);
      return { Activities };
    },
  },
};
