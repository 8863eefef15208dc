import type { Moment } from "../state.ts";
import { noteUse } from "./forwarding.ts";
import { balancingOf, type ListenerRecord } from "./state.ts";

/** Removes a listener with its rules; the target groups that nothing else names are then unused. */
export function removeListener(moment: Moment, listener: ListenerRecord): void {
  const { listeners, rules } = balancingOf(moment.account);
  for (const rule of rules.values()) if (rule.listenerArn === listener.arn) rules.delete(rule.arn);
  listeners.delete(listener.arn);
  noteUse(moment);
}
