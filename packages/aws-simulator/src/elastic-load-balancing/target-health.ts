import type { TargetHealth } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Moment } from "../state.ts";
import { balancersOf } from "./forwarding.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import type { TargetGroupRecord, TargetRecord } from "./records/target-group.ts";
import { instanceStateOf } from "./registration.ts";

/**
 * The health of a target. What a machine serves is not modelled: a running instance passes its checks once
 * the group has been in use by an active load balancer for as long as checks take.
 */
export function healthOf(moment: Moment, group: TargetGroupRecord, target: TargetRecord): TargetHealth {
  if (target.drainedAt !== undefined) {
    return {
      State: "draining",
      Reason: "Target.DeregistrationInProgress",
      Description: "Target deregistration is in progress",
    };
  }
  const state = group.targetType === "instance" ? (instanceStateOf(moment, target) ?? "terminated") : "running";
  if (state !== "running" && state !== "pending") {
    return { State: "unused", Reason: "Target.InvalidState", Description: `Target is in the ${state} state` };
  }
  if (group.inUseSince === undefined) {
    return {
      State: "unused",
      Reason: "Target.NotInUse",
      Description: "Target group is not configured to receive traffic from the load balancer",
    };
  }
  const active = balancersOf(moment.account, group.arn).flatMap(
    (arn) => moment.account.of(loadBalancers).get(arn)?.activeSince ?? [],
  );
  const begun = active.length === 0 ? undefined : Math.max(target.registered, group.inUseSince, Math.min(...active));
  if (begun === undefined || state === "pending") {
    return {
      State: "initial",
      Reason: "Elb.RegistrationInProgress",
      Description: "Target registration is in progress",
    };
  }
  if (!group.healthCheck.enabled || moment.now >= begun + target.warmUp) return { State: "healthy" };
  return { State: "initial", Reason: "Elb.InitialHealthChecking", Description: "Initial health checks in progress" };
}
