import type { TargetHealth } from "@aws-sdk/client-elastic-load-balancing-v2";
import { instances } from "../ec2/records/instance.ts";
import { lifeOf } from "../machine-life.ts";
import type { Moment } from "../state.ts";
import { balancersOf } from "./forwarding.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import type { TargetGroupRecord, TargetRecord } from "./records/target-group.ts";
import { instanceStateOf } from "./registration.ts";

/**
 * The health of a target: a running instance passes its checks, or fails them where the account's `lives`
 * say that it serves nothing, once the group has been in use by an active load balancer for as long as checks
 * take (reasons: Elastic Load Balancing API reference, TargetHealth).
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
  if (!group.healthCheck.enabled) return { State: "healthy" };
  if (moment.now >= begun + target.warmUp) {
    if (serves(moment, target)) return { State: "healthy" };
    return { State: "unhealthy", Reason: "Target.FailedHealthChecks", Description: "Health checks failed" };
  }
  return { State: "initial", Reason: "Elb.InitialHealthChecking", Description: "Initial health checks in progress" };
}

function serves({ account }: Moment, { id }: TargetRecord): boolean {
  const instance = account.of(instances).get(id);
  return instance === undefined || lifeOf(account.lives, instance).serves;
}
