import type {
  AutoScaling,
  CompleteLifecycleActionType,
  LifecycleHook as HookShape,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { limitExceeded } from "./errors.ts";
import { anyGroup, groups, type GroupRecord, liveGroup } from "./records/group.ts";
import { globalTimeout, type HookRecord, type LifecycleAction } from "./records/lifecycle-hook.ts";
import type { Member } from "./records/member.ts";
import { wakeIn, wakeSoon } from "./tend.ts";

const terminating = "autoscaling:EC2_INSTANCE_TERMINATING";
/** Hooks of one group (Auto Scaling API reference, PutLifecycleHook). */
const mostHooks = 50;

/**
 * What instances wait for before they are terminated: where the group becomes smaller, replaces what is ill
 * or old, or leaves a zone; not where it is deleted by force (user guide, "Amazon EC2 Auto Scaling lifecycle
 * hooks"). Balancers let go of an instance before it waits ("How lifecycle hooks work"). Hooks of launches,
 * and those that notify somebody, are not modelled.
 */
export const lifecycleHook: Resource<AutoScaling> = {
  operations: {
    /** PutLifecycleHook: makes it, or changes the group's hook of that name. */
    PutLifecycleHook({ input, account }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { LifecycleHookName: name } = input;
      const strange = (["NotificationTargetARN", "RoleARN"] as const).filter((member) => input[member] !== undefined);
      if (strange.length > 0)
        throw validationError(`The simulated account does not model these members of a hook: ${strange.join(", ")}`);
      const known = group.hooks.get(name);
      // What an update leaves out stays as it was (API reference of the transition, in other words).
      const transition = input.LifecycleTransition ?? known?.transition;
      if (transition === undefined) throw validationError("LifecycleTransition is required for new lifecycle hooks");
      if (transition !== terminating)
        throw validationError(`The simulated account models hooks of ${terminating}, not ${transition}`);
      const heartbeat = input.HeartbeatTimeout ?? known?.heartbeat ?? 3600;
      if (!(heartbeat >= 30 && heartbeat <= 7200))
        throw validationError(`HeartbeatTimeout must be between 30 and 7200 seconds, not ${heartbeat}`);
      const result = input.DefaultResult ?? known?.result ?? "ABANDON";
      checkResult("DefaultResult", result);
      if (known === undefined && group.hooks.size >= mostHooks)
        throw limitExceeded(`You have reached the limit of ${mostHooks} lifecycle hooks of the group ${group.name}.`);
      const metadata = input.NotificationMetadata ?? known?.metadata;
      group.hooks.set(name, { name, transition, heartbeat, result, metadata });
      return {};
    },

    /** DescribeLifecycleHooks of one group, by name. */
    DescribeLifecycleHooks({ input, account }) {
      const group = anyGroup(account, input.AutoScalingGroupName);
      const { LifecycleHookNames: names = [] } = input;
      const chosen = [...group.hooks.values()].filter(({ name }) => names.length === 0 || names.includes(name));
      return { LifecycleHooks: chosen.map((hook) => shown(group, hook)) };
    },

    /** DeleteLifecycleHook: what waits for it goes on. */
    DeleteLifecycleHook({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { LifecycleHookName: name } = input;
      if (!group.hooks.delete(name))
        throw validationError(`No Lifecycle Hook found with name ${name} for AutoScalingGroup ${group.name}`);
      for (const member of group.members.values()) member.actions.delete(name);
      wakeIn({ account, now }, group, 0);
      return {};
    },

    /** CompleteLifecycleAction: it goes on when no other hook has it wait; ABANDON ends those too. */
    CompleteLifecycleAction({ input, account, now }) {
      const { group, member } = waiting(account, input);
      checkResult("LifecycleActionResult", input.LifecycleActionResult);
      if (input.LifecycleActionResult === "ABANDON") member.actions.clear();
      else member.actions.delete(input.LifecycleHookName);
      wakeSoon({ account, now }, group);
      return {};
    },

    /** RecordLifecycleActionHeartbeat: the time of the hook begins anew, within its longest. */
    RecordLifecycleActionHeartbeat({ input, account, now }) {
      const { group, action } = waiting(account, input);
      const { heartbeat = 0 } = group.hooks.get(input.LifecycleHookName) ?? {};
      action.until = Math.min(now + heartbeat * 1000, action.last);
      return {};
    },
  },
};

function shown(group: GroupRecord, { name, transition, heartbeat, result, metadata }: HookRecord): HookShape {
  return {
    LifecycleHookName: name,
    AutoScalingGroupName: group.name,
    LifecycleTransition: transition,
    HeartbeatTimeout: heartbeat,
    GlobalTimeout: globalTimeout({ heartbeat }),
    DefaultResult: result,
    ...(metadata !== undefined && { NotificationMetadata: metadata }),
  };
}

function checkResult(field: string, result: string): asserts result is HookRecord["result"] {
  if (result !== "CONTINUE" && result !== "ABANDON")
    throw validationError(`${field} must be CONTINUE or ABANDON, not ${result}`);
}

type Asked = Pick<
  CompleteLifecycleActionType,
  "AutoScalingGroupName" | "LifecycleHookName" | "InstanceId" | "LifecycleActionToken"
>;

/** The action that a call is about. The words: convox/rack issue 2432, spacelift-io's workerpool pull 197. */
function waiting(
  account: Account,
  { AutoScalingGroupName: name = "", LifecycleHookName: hook = "", InstanceId: id, LifecycleActionToken: token }: Asked,
): { readonly group: GroupRecord; readonly member: Member; readonly action: LifecycleAction } {
  if (id === undefined && token === undefined)
    throw validationError("Either InstanceId or LifecycleActionToken must be specified");
  // The group may be named by its ARN too.
  const group = [...account.of(groups).values()].find((one) => one.arn === name) ?? anyGroup(account, name);
  if (!group.hooks.has(hook)) throw validationError(`No Lifecycle Hook found with name ${hook}`);
  for (const member of group.members.values()) {
    const action = member.actions.get(hook);
    if (action === undefined) continue;
    if (token === undefined ? member.id === id : action.token === token) return { group, member, action };
  }
  const whose = token === undefined ? `instance ID ${id}` : `token ${token}`;
  throw validationError(`No active Lifecycle Action found with ${whose}`);
}
