import type { AutoScalingGroup as AwsGroup } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import type { Look } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { nameFrom } from "../aws/tags.ts";
import type { Observed, Status } from "../engine/kind.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { nameInCluster, ownTargetGroups } from "./balancing.ts";
import { attachmentProblems } from "./needed-processes.ts";
import { initialAmong, lackingHealth, secondsToHealth } from "./lacking-health.ts";
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
  /** Absent where the listing of groups tells of it, which does not say how far it is. */
  readonly state?: string | undefined;
}

/**
 * A target group in which an auto-scaling group registers its machines. It bears no tags: its name is that of
 * the target group on AWS, without the cluster's, and its group's: `web-0a1b2c/web`. One to somebody else's
 * target group is somebody else's. A group that is made with it has it from then on, and no call attaches it.
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
  leavesBy: "targetGroupArn",
  servesToTheLast: true,
  serving: {
    means: "has a machine of its group healthy, and none in its first checks",
    led: true,
    seconds: () => secondsToHealth.network,
    lacks: lackingMachines,
    comes: comingMachines,
  },
  stable: { means: "has the machines of its group registered" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLoadBalancerTargetGroups",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    create: ["autoscaling:AttachLoadBalancerTargetGroups"],
    delete: ["autoscaling:DetachLoadBalancerTargetGroups"],
  },
  hindered: async (_look, deeds, around) => attachmentProblems(deeds, around),
  find: async (look) => (await ownScalingGroups(look)).flatMap((one) => attachedTo(look.cluster, one)),
  // One call for each group.
  async findAgain({ clients: { autoScaling }, request }, known) {
    const asked = known.map(({ id, name }) => ({ ...placesIn(id), name }));
    const groups = [...new Set(asked.map(({ groupName }) => groupName))];
    const states = groups.map(async (AutoScalingGroupName) => {
      const listing = items(
        (NextToken) => autoScaling.describeLoadBalancerTargetGroups({ AutoScalingGroupName, NextToken }, request),
        ({ LoadBalancerTargetGroups }) => LoadBalancerTargetGroups,
      );
      const all = (await unlessGone(listing)) ?? [];
      return asked
        .filter(({ groupName }) => groupName === AutoScalingGroupName)
        .flatMap((one) =>
          all
            .filter(({ LoadBalancerTargetGroupARN: arn }) => arn === one.targetGroupArn)
            .map(({ State = "" }) => ({ ...one, state: State })),
        );
    });
    return (await Promise.all(states)).flat();
  },
  async foreign(look, ids) {
    const own = new Set((await ownTargetGroups(look)).map(({ group }) => group.TargetGroupArn));
    return new Set(ids.filter((id) => !own.has(placesIn(id).targetGroupArn)));
  },
  read({ groupName, targetGroupArn, name, state }: Attached) {
    return {
      id: `${groupName}/${targetGroupArn}`,
      name,
      props: { groupName, targetGroupArn },
      outputs: {},
      ...(state === undefined
        ? { status: "ready" as const, presumed: true as const }
        : { status: statuses[state] ?? "pending", reason: state }),
    };
  },
  async create({ clients: { autoScaling }, standing, name, request }, { groupName, targetGroupArn }) {
    // What a group is made with is in service from then on (Auto Scaling API reference,
    // DescribeLoadBalancerTargetGroups).
    if (registersIn(standing(AutoScalingGroup.name, groupName)).includes(targetGroupArn))
      return { groupName, targetGroupArn, name, state: "InService" };
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

/** Whether the machines of the group serve there; of one that has none, and wants none, that is so. */
async function lackingMachines(
  look: Look,
  { props: { groupName, targetGroupArn } }: { readonly props: Pick<Attached, "groupName" | "targetGroupArn"> },
): Promise<string | undefined> {
  const group = (await ownScalingGroups(look)).find(({ AutoScalingGroupName }) => AutoScalingGroupName === groupName);
  const machines = group?.Instances ?? [];
  if (machines.length === 0) return (group?.DesiredCapacity ?? 0) === 0 ? undefined : `${groupName} has no machine yet`;
  return lackingHealth(
    look,
    targetGroupArn,
    machines.flatMap(({ InstanceId }) => InstanceId ?? []),
  );
}

/** A machine of the group whose first checks are under way, with the service's word for it. */
async function comingMachines(
  look: Look,
  { props: { groupName, targetGroupArn } }: { readonly props: Pick<Attached, "groupName" | "targetGroupArn"> },
): Promise<string | undefined> {
  const group = (await ownScalingGroups(look)).find(({ AutoScalingGroupName }) => AutoScalingGroupName === groupName);
  const machines = new Set((group?.Instances ?? []).map(({ InstanceId }) => InstanceId));
  const coming = await initialAmong(look, targetGroupArn);
  return coming.find(({ id }) => machines.has(id))?.told;
}

/** What the listing of groups tells; what a group that is being deleted is attached to goes with it. */
function attachedTo(cluster: string, group: AwsGroup): Attached[] {
  const { AutoScalingGroupName: groupName = "", TargetGroupARNs = [], Tags, Status: deletion } = group;
  if (deletion !== undefined) return [];
  const owner = nameFrom(Tags, AutoScalingGroup.name);
  return TargetGroupARNs.map((targetGroupArn) => {
    // arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/fleet-web-0a1b2c/6d0ecf831eec9f09
    const target = nameInCluster(cluster, targetGroupArn.split("/")[1] ?? "");
    return { groupName, targetGroupArn, name: owner === undefined ? undefined : `${target}/${owner}` };
  });
}

/** The group and the target group of an id. */
function placesIn(id: string): Pick<Attached, "groupName" | "targetGroupArn"> {
  const at = id.indexOf("/");
  return { groupName: id.slice(0, at), targetGroupArn: id.slice(at + 1) };
}

function registersIn(group: Pick<Observed, "outputs"> | undefined): readonly unknown[] {
  const arns = group?.outputs["targetGroupArns"];
  return Array.isArray(arns) ? arns : [];
}
