import type { Moment } from "../state.ts";
import { noteUse } from "./forwarding.ts";
import { type ListenerRecord, listeners } from "./records/listener.ts";
import { rules, rulesOf } from "./records/rule.ts";

/** Removes a listener with its rules; the target groups that nothing else names are then unused. */
export function removeListener(moment: Moment, listener: ListenerRecord): void {
  const { account } = moment;
  for (const { arn } of rulesOf(account, listener.arn)) account.of(rules).delete(arn);
  account.of(listeners).delete(listener.arn);
  noteUse(moment);
}
