import type { Action, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Account } from "../../state.ts";
import { balancingTable } from "../table.ts";

/** A rule of an application load balancer's listener. */
export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  readonly priority: number;
  conditions: RuleCondition[];
  actions: Action[];
  readonly tags: Map<string, string>;
}

/** The account's rules by ARN. */
export const rules = balancingTable<RuleRecord>({
  type: "listener-rule",
  noun: "rule",
  notFound: "RuleNotFound",
  // The words are assumed, after those for a listener.
  missing: () => "One or more rules not found",
});

/** The rules of a listener, without its default one. */
export function rulesOf(account: Account, listenerArn: string): RuleRecord[] {
  return [...account.of(rules).values()].filter((rule) => rule.listenerArn === listenerArn);
}
