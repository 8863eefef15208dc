import type { AwsError } from "../aws-error.ts";
import { modelledError, validationError } from "../request/modelled-error.ts";
import type { Account } from "../state.ts";
import {
  balancingOf,
  type ListenerRecord,
  type LoadBalancerRecord,
  type RuleRecord,
  type TargetGroupRecord,
} from "./state.ts";

const statuses: Readonly<Record<string, number>> = { PriorRequestNotComplete: 429, HealthUnavailable: 500 };

/** Makes an error of the service's API model from its wire code: `ListenerNotFound` is the SDK's `ListenerNotFoundException`. */
export function balancingError(code: string, message: string): AwsError {
  return modelledError(`${code}Exception`, code, message, statuses[code] ?? 400);
}

/** `ValidationError` for a marker that no listing gave. */
export function invalidMarker(): AwsError {
  return validationError("Invalid marker");
}

/** Finds a load balancer by ARN. */
export function loadBalancerAt(account: Account, arn: string): LoadBalancerRecord {
  checkArn(arn, "loadbalancer", "load balancer");
  const found = balancingOf(account).loadBalancers.get(arn);
  if (found === undefined) throw balancingError("LoadBalancerNotFound", `Load balancer '${arn}' not found`);
  return found;
}

/** Finds a target group by ARN. */
export function targetGroupAt(account: Account, arn: string): TargetGroupRecord {
  checkArn(arn, "targetgroup", "target group");
  const found = balancingOf(account).targetGroups.get(arn);
  if (found === undefined) throw balancingError("TargetGroupNotFound", `Target groups '${arn}' not found`);
  return found;
}

/** Finds a listener by ARN. */
export function listenerAt(account: Account, arn: string): ListenerRecord {
  checkArn(arn, "listener", "listener");
  const found = balancingOf(account).listeners.get(arn);
  if (found === undefined) throw balancingError("ListenerNotFound", `Listener '${arn}' not found`);
  return found;
}

/** Finds a rule by ARN. */
export function ruleAt(account: Account, arn: string): RuleRecord {
  checkArn(arn, "listener-rule", "rule");
  const found = balancingOf(account).rules.get(arn);
  if (found === undefined) throw balancingError("RuleNotFound", `Rule '${arn}' not found`);
  return found;
}

/** Refuses what is no ARN of that kind. */
export function checkArn(arn: string, kind: string, noun: string): void {
  if (new RegExp(`^arn:[^:]+:elasticloadbalancing:[^:]+:\\d{12}:${kind}/.+$`).test(arn)) return;
  throw validationError(`'${arn}' is not a valid ${noun} ARN`);
}
