import type { Moment } from "../state.ts";
import { noteUse } from "./forwarding.ts";
import { type ListenerRecord, listeners } from "./records/listener.ts";
import { rules } from "./records/rule.ts";

/** Removes a listener with its rules; the target groups that nothing else names are then unused. */
export function removeListener(moment: Moment, listener: ListenerRecord): void {
  for (const rule of moment.account.of(rules).values())
    if (rule.listenerArn === listener.arn) moment.account.of(rules).delete(rule.arn);
  moment.account.of(listeners).delete(listener.arn);
  noteUse(moment);
}
