import type { AutoScalingGroup as AwsGroup, LifecycleHook as AwsHook } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import { drainHook } from "@drydock/core/design";
import type { Look, Step } from "../aws/cloud.ts";
import type { KindErrors } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { nameFrom } from "../aws/tags.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { nodesOfKind } from "./in-design.ts";
import { leavingSeconds, markLeaving, unmarkLeaving } from "./leaving-mark.ts";
import { NatGateway } from "./nat-gateway.ts";
import { ownScalingGroups } from "./own-scaling-groups.ts";
import { RouteTable } from "./route-table.ts";
import { unlessGone } from "./unless-gone.ts";
import { VpcEndpoint } from "./vpc-endpoint.ts";

const props = z.object({
  groupName: z.string(),
  /** Seconds after which the group goes on without a sign of life; 0 where somebody took the hook away. */
  heartbeat: z.int().check(z.minimum(0)).check(z.maximum(7200)),
  /** What AWS does then, of which both have a machine go: with `ABANDON`, without waiting for other hooks. */
  result: z.enum(["CONTINUE", "ABANDON"]),
  /** Seconds for which the machines may run their unit: a tag of the group tells so. */
  timeout: z.int().check(z.positive()),
});

const errors: KindErrors = {
  "not-found": [{ code: "ValidationError", message: /No Lifecycle Hook found/i }],
};

/** A group that bears the mark, and its hook, where that is there. */
interface Hooked {
  readonly groupName: string;
  readonly name: string | undefined;
  readonly timeout: number;
  readonly hook: Pick<AwsHook, "HeartbeatTimeout" | "DefaultResult"> | undefined;
}

/**
 * What has a group wait for its machines before it terminates them. No listing of groups tells of it, and AWS
 * lists hooks by one group alone, so that a mark on the group does: it is written before the hook and goes
 * after it. The hook comes when a rollout of its group is over, because older machines know nothing of it.
 * Hooks of other names are others'.
 */
export const LifecycleHook = kind("lifecycle-hook", {
  service: "autoScaling",
  discovery: { seenWith: AutoScalingGroup.name, where: ({ leaving }) => leaving !== undefined },
  usedBy: (design) => nodesOfKind(design, "group").some(({ drain }) => drain !== undefined),
  // Auto Scaling API reference: the codes of its calls have none for what is not there.
  errors,
  props,
  mutable: ["heartbeat", "result", "timeout"],
  diesWith: { kind: AutoScalingGroup.name, field: "groupName" },
  // A machine that is drained tells its group so, and may have much to hand over.
  deletedBefore: [NatGateway.name, RouteTable.name, VpcEndpoint.name],
  stable: { means: "is set" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeLifecycleHooks"],
    create: ["autoscaling:CreateOrUpdateTags", "autoscaling:PutLifecycleHook"],
    update: ["autoscaling:CreateOrUpdateTags", "autoscaling:PutLifecycleHook"],
    delete: ["autoscaling:DeleteLifecycleHook", "autoscaling:DeleteTags"],
  },
  find: async (look) => (await Promise.all((await ownScalingGroups(look)).map((one) => hooked(look, one)))).flat(),
  read({ groupName, name, timeout, hook }: Hooked) {
    const { HeartbeatTimeout: heartbeat = 0, DefaultResult } = hook ?? {};
    const result = DefaultResult === "CONTINUE" ? ("CONTINUE" as const) : ("ABANDON" as const);
    return {
      id: `${groupName}/${drainHook}`,
      name,
      props: { groupName, heartbeat, result, timeout },
      outputs: {},
      status: "ready",
    };
  },
  async create(step, wanted) {
    await put(step, wanted);
    const { groupName, timeout, heartbeat, result } = wanted;
    return { groupName, name: step.name, timeout, hook: { HeartbeatTimeout: heartbeat, DefaultResult: result } };
  },
  update: (step, _, wanted) => put(step, wanted),
  async delete(step, { props: { groupName } }) {
    const { autoScaling } = step.clients;
    const hook = { AutoScalingGroupName: groupName, LifecycleHookName: drainHook };
    await unlessGone(autoScaling.deleteLifecycleHook(hook, step.request), errors);
    await unmarkLeaving(step, groupName);
  },
});

async function put(step: Step, { groupName, heartbeat, result, timeout }: z.infer<typeof props>): Promise<void> {
  await markLeaving(step, groupName, timeout);
  await step.clients.autoScaling.putLifecycleHook(
    {
      AutoScalingGroupName: groupName,
      LifecycleHookName: drainHook,
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      HeartbeatTimeout: heartbeat,
      DefaultResult: result,
    },
    step.request,
  );
}

/** One call for each group that bears the mark, and none for the others. */
async function hooked(
  look: Look,
  { AutoScalingGroupName: groupName = "", Tags, Status: deletion }: AwsGroup,
): Promise<Hooked[]> {
  const timeout = leavingSeconds(Tags);
  // The hook of a group that is being deleted goes with it.
  if (timeout === undefined || deletion !== undefined) return [];
  const asked = { AutoScalingGroupName: groupName, LifecycleHookNames: [drainHook] };
  const answer = await unlessGone(look.clients.autoScaling.describeLifecycleHooks(asked, look.request), errors);
  if (answer === undefined) return [];
  return [{ groupName, name: nameFrom(Tags, AutoScalingGroup.name), timeout, hook: answer.LifecycleHooks?.[0] }];
}
