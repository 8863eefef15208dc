import type { AutoScalingGroup as AwsGroup } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import type { Look } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { nameFrom } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { nameInCluster, ownTargetGroups } from "./balancing.ts";
import { ownScalingGroups } from "./own-scaling-groups.ts";
import { unlessGone } from "./unless-gone.ts";

/**
 * A group's place in a target group in each state (Auto Scaling API reference, LoadBalancerTargetGroupState):
 * its machines are registered by `Added`, whether they are healthy or not.
 */
const statuses: Readonly<Record<string, Status>> = {
  Adding: "pending",
  Added: "ready",
  InService: "ready",
  Removing: "deleting",
  Removed: "gone",
};

interface Attached {
  readonly groupName: string;
  readonly targetGroupArn: string;
  readonly name: string | undefined;
  readonly state: string | undefined;
}

/**
 * A target group in which an auto-scaling group registers its machines. It bears no tags: its name is that of
 * the target group on AWS, without the cluster's, and its group's: `web-0a1b2c/web`. One to somebody else's
 * target group is somebody else's.
 */
export const Attachment = kind("attachment", {
  service: "autoScaling",
  discovery: { seenWith: AutoScalingGroup.name },
  usedBy: (design) =>
    design.balancers.some(({ listeners }) =>
      listeners.some(({ target }) =>
        design.roles.some(({ name, nodes }) => name === target.role && nodes.kind !== "machines"),
      ),
    ),
  // Auto Scaling API reference: the codes of its calls have none for what is not there.
  errors: {
    "not-found": [{ code: "ValidationError", message: /not found|not part of the group/i }],
    "still-in-use": codes("InstanceRefreshInProgress"),
  },
  props: z.object({ groupName: z.string(), targetGroupArn: z.string() }),
  mutable: [],
  diesWith: { kind: AutoScalingGroup.name, field: "groupName" },
  servesIn: "targetGroupArn",
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLoadBalancerTargetGroups",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTags",
    ],
    create: ["autoscaling:AttachLoadBalancerTargetGroups"],
    delete: ["autoscaling:DetachLoadBalancerTargetGroups"],
  },
  find: async (look) => (await Promise.all((await ownScalingGroups(look)).map((one) => attachedTo(look, one)))).flat(),
  async foreign(look, ids) {
    const own = new Set((await ownTargetGroups(look)).map(({ group }) => group.TargetGroupArn));
    return new Set(ids.filter((id) => !own.has(id.slice(id.indexOf("/") + 1))));
  },
  read({ groupName, targetGroupArn, name, state }: Attached) {
    return {
      id: `${groupName}/${targetGroupArn}`,
      name,
      props: { groupName, targetGroupArn },
      outputs: {},
      status: (state === undefined ? undefined : statuses[state]) ?? "pending",
      reason: state,
    };
  },
  async create({ clients: { autoScaling }, name, request }, { groupName, targetGroupArn }) {
    const input = { AutoScalingGroupName: groupName, TargetGroupARNs: [targetGroupArn] };
    await autoScaling.attachLoadBalancerTargetGroups(input, request);
    return { groupName, targetGroupArn, name, state: "Adding" };
  },
  delete: ({ clients: { autoScaling }, request }, { props: { groupName, targetGroupArn } }) =>
    autoScaling.detachLoadBalancerTargetGroups(
      { AutoScalingGroupName: groupName, TargetGroupARNs: [targetGroupArn] },
      request,
    ),
});

/** One call for each group that has any: the listing of groups does not tell how far they are. */
async function attachedTo(
  look: Look,
  { AutoScalingGroupName, TargetGroupARNs = [], Tags, Status: deletion }: AwsGroup,
): Promise<Attached[]> {
  const groupName = AutoScalingGroupName ?? "";
  // What a group that is being deleted is attached to goes with it.
  if (TargetGroupARNs.length === 0 || deletion !== undefined) return [];
  const states = items(
    (NextToken) =>
      look.clients.autoScaling.describeLoadBalancerTargetGroups({ AutoScalingGroupName, NextToken }, look.request),
    ({ LoadBalancerTargetGroups }) => LoadBalancerTargetGroups,
  );
  const group = nameFrom(Tags, AutoScalingGroup.name);
  return ((await unlessGone(states)) ?? []).map(({ LoadBalancerTargetGroupARN: targetGroupArn = "", State }) => {
    // arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/fleet-web-0a1b2c/6d0ecf831eec9f09
    const target = nameInCluster(look.cluster, targetGroupArn.split("/")[1] ?? "");
    return { groupName, targetGroupArn, name: group === undefined ? undefined : `${target}/${group}`, state: State };
  });
}
