import { instanceFor } from "../ec2/group-instances.ts";
import { lifeOf } from "../machine-life.ts";
import { uuidFrom } from "../request/uuid.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";
import { globalTimeout, type HookRecord, type LifecycleAction } from "./records/lifecycle-hook.ts";
import type { Member } from "./records/member.ts";

/**
 * Has a member that leaves wait for the hooks of its group, if there are any: each for a sign of life as long
 * as its heartbeat, or until the machine itself completes it. The hooks of a group run side by side.
 */
export function beginWait(moment: Moment, group: GroupRecord, member: Member): void {
  for (const hook of group.hooks.values()) member.actions.set(hook.name, newAction(moment, hook, member));
  if (member.actions.size === 0) return;
  member.lifecycle = "Terminating:Wait";
  member.activity.StatusCode = "MidLifecycleAction";
}

function newAction(moment: Moment, hook: HookRecord, { id }: Member): LifecycleAction {
  const { account, now } = moment;
  const last = now + globalTimeout(hook) * 1000;
  const instance = instanceFor(moment, id);
  const { completes } = instance === undefined ? {} : lifeOf(account.lives, instance);
  return {
    token: uuidFrom(account.random),
    until: completes === undefined ? now + hook.heartbeat * 1000 : Math.min(now + completes * 1000, last),
    last,
  };
}

/** Whether a member still waits. The first action that ends in ABANDON ends those of other hooks. */
export function isWaiting({ now }: Moment, group: GroupRecord, member: Member): boolean {
  for (const [name, { until }] of member.actions) {
    if (until > now) continue;
    if (group.hooks.get(name)?.result === "ABANDON") member.actions.clear();
    else member.actions.delete(name);
  }
  return member.actions.size > 0;
}
