import type { Action } from "@aws-sdk/client-elastic-load-balancing-v2";
import { entryOf } from "../request/entry-of.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Moment } from "../state.ts";
import { balancingError } from "./errors.ts";
import { listeners } from "./records/listener.ts";
import type { LoadBalancerRecord } from "./records/load-balancer.ts";
import { rules } from "./records/rule.ts";
import { targetGroups } from "./records/target-group.ts";
import { recordAt } from "./table.ts";

/** The ARNs of the target groups that actions forward to. */
export function forwardedTo(actions: readonly Action[]): string[] {
  return [
    ...new Set(
      actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
        ...(TargetGroupArn === undefined ? [] : [TargetGroupArn]),
        ...(ForwardConfig?.TargetGroups ?? []).flatMap((group) => group.TargetGroupArn ?? []),
      ]),
    ),
  ];
}

/** Those of them to which anything is sent: a group of no weight is only looked after. */
export function sentTo(actions: readonly Action[]): string[] {
  const idle = new Set(
    actions.flatMap(({ ForwardConfig }) =>
      (ForwardConfig?.TargetGroups ?? []).flatMap(({ TargetGroupArn, Weight }) =>
        Weight === 0 ? [TargetGroupArn] : [],
      ),
    ),
  );
  return forwardedTo(actions).filter((arn) => !idle.has(arn));
}

/** The protocols of target groups that a listener of each protocol can forward to. */
const compatible: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
};

/**
 * Checks the actions of a listener or rule: one ends the chain, and each target group exists, fits, and is
 * free.
 */
export function checkActions(
  moment: Moment,
  balancer: LoadBalancerRecord,
  protocol: string,
  actions: readonly Action[],
): void {
  const last = actions.at(-1);
  if (last === undefined) throw validationError("You must specify at least one action");
  if (!["forward", "redirect", "fixed-response"].includes(last.Type ?? "")) {
    throw balancingError(
      "InvalidLoadBalancerAction",
      "The last action must be of type 'forward', 'redirect' or 'fixed-response'",
    );
  }
  if (balancer.type === "network" && last.Type !== "forward") {
    throw balancingError(
      "InvalidLoadBalancerAction",
      `The action type '${last.Type}' is not valid with network load balancers`,
    );
  }
  const arns = forwardedTo(actions);
  if (last.Type === "forward" && arns.length === 0)
    throw validationError("A target group ARN must be specified for actions of type 'forward'");
  if (arns.length > 5)
    throw balancingError(
      "TooManyUniqueTargetGroupsPerLoadBalancer",
      "The maximum number of target groups of an action is '5'",
    );
  for (const arn of arns) checkTargetGroup(moment, balancer, protocol, arn);
}

function checkTargetGroup({ account }: Moment, balancer: LoadBalancerRecord, protocol: string, arn: string): void {
  const group = recordAt(account, targetGroups, arn);
  if (!entryOf(compatible, protocol)?.includes(group.protocol)) {
    throw balancingError(
      "IncompatibleProtocols",
      `The listener protocol '${protocol}' is not supported with a target group with the target-group protocol '${group.protocol}'`,
    );
  }
  if (group.vpcId !== balancer.vpcId) {
    throw balancingError(
      "InvalidConfigurationRequest",
      `The target group '${arn}' is not in the VPC '${balancer.vpcId}' of the load balancer`,
    );
  }
  const other = balancersOf(account, arn).find((owner) => owner !== balancer.arn);
  if (other !== undefined) {
    throw balancingError(
      "TargetGroupAssociationLimit",
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    );
  }
}

/** ARNs of the load balancers that forward to a target group. */
export function balancersOf(account: Moment["account"], targetGroupArn: string): string[] {
  const byListener = [...account.of(listeners).values()].filter(({ actions }) =>
    forwardedTo(actions).includes(targetGroupArn),
  );
  const byRule = [...account.of(rules).values()]
    .filter(({ actions }) => forwardedTo(actions).includes(targetGroupArn))
    .flatMap(({ listenerArn }) => account.of(listeners).get(listenerArn) ?? []);
  return [...new Set([...byListener, ...byRule].map(({ loadBalancerArn }) => loadBalancerArn))];
}

/** Notes which target groups have come into use or gone out of it since listeners or rules changed. */
export function noteUse({ account, now }: Moment): void {
  for (const group of account.of(targetGroups).values()) {
    const used = balancersOf(account, group.arn).length > 0;
    group.inUseSince = used ? (group.inUseSince ?? now) : undefined;
    if (used) continue;
    // With no balancer before it, there is nothing left to drain.
    for (const [key, { drainedAt }] of group.targets) if (drainedAt !== undefined) group.targets.delete(key);
  }
}
