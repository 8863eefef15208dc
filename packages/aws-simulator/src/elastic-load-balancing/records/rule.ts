import type { Action, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { balancingError, checkArn } from "../errors.ts";

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
export const rules = table<RuleRecord>("elastic-load-balancing/rules");

/** Finds a rule by ARN. */
export function ruleAt(account: Account, arn: string): RuleRecord {
  checkArn(arn, "listener-rule", "rule");
  const found = account.of(rules).get(arn);
  if (found === undefined) throw balancingError("RuleNotFound", `Rule '${arn}' not found`);
  return found;
}
