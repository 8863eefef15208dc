import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { targetGroups } from "../elastic-load-balancing/records/target-group.ts";
import { healthOf } from "../elastic-load-balancing/target-health.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Resource } from "../resource.ts";
import type { Moment } from "../state.ts";
import { openRefresh } from "./capacity.ts";
import { refreshInProgress } from "./errors.ts";
import { checkTargetGroups } from "./group-settings.ts";
import { enrol, withdraw } from "./membership.ts";
import { pageOf } from "./page.ts";
import { type GroupRecord, liveGroup } from "./records/group.ts";
import type { Member } from "./records/member.ts";

function inService(group: GroupRecord): Member[] {
  return [...group.members.values()].filter(({ lifecycle }) => lifecycle === "InService");
}

function checkCount(arns: readonly string[]): void {
  if (arns.length === 0 || arns.length > 10) throw validationError("Between 1 and 10 target groups must be given");
}

function stateOf(moment: Moment, group: GroupRecord, arn: string): string {
  const target = moment.account.of(targetGroups).get(arn);
  if (target === undefined) return "Removed";
  const own = [...target.targets.values()].filter(({ id }) => group.members.has(id));
  if (own.some((entry) => healthOf(moment, target, entry).State === "healthy")) return "InService";
  return own.length >= inService(group).length ? "Added" : "Adding";
}

/** The target groups that a group registers its instances with. */
export const traffic: Resource<AutoScaling> = {
  operations: {
    /**
     * AttachLoadBalancerTargetGroups: at most ten a call, 50 a group; members in service are registered. With
     * AddToLoadBalancer suspended none is: the user guide ("How suspended processes affect other processes")
     * says so of what is launched, and nothing of an attachment.
     */
    AttachLoadBalancerTargetGroups({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { TargetGroupARNs: arns } = input;
      checkCount(arns);
      checkTargetGroups(moment, arns, group.subnets);
      if (new Set([...group.targetGroups, ...arns]).size > 50)
        throw validationError("A group can have at most 50 target groups");
      if (openRefresh(group) !== undefined)
        throw refreshInProgress("Target groups cannot be attached while an Instance Refresh is in progress.");
      for (const arn of arns) group.targetGroups.add(arn);
      if (!group.suspended.has("AddToLoadBalancer")) for (const one of inService(group)) enrol(moment, one, arns);
      return {};
    },

    /** DetachLoadBalancerTargetGroups: members are deregistered and drain. */
    DetachLoadBalancerTargetGroups({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { TargetGroupARNs: arns } = input;
      checkCount(arns);
      const strange = arns.find((arn) => !group.targetGroups.has(arn));
      if (strange !== undefined)
        throw validationError(`Trying to remove Target Groups that are not part of the group: ${strange}`);
      for (const member of group.members.values()) withdraw({ account, now }, member, arns);
      for (const arn of arns) group.targetGroups.delete(arn);
      return {};
    },

    /** DescribeLoadBalancerTargetGroups. */
    DescribeLoadBalancerTargetGroups({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { rows, rest } = pageOf(group.targetGroups, (arn) => arn, 100, input);
      return {
        LoadBalancerTargetGroups: rows.map((arn) => ({
          LoadBalancerTargetGroupARN: arn,
          State: stateOf({ account, now }, group, arn),
        })),
        ...rest,
      };
    },
  },
};
