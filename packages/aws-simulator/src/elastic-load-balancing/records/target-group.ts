import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { balancingError, checkArn } from "../errors.ts";

/** A target and its way through registration. */
export interface TargetRecord {
  readonly id: string;
  readonly port: number | undefined;
  readonly zone: string | undefined;
  readonly registered: number;
  /** Milliseconds from being in use to healthy. */
  readonly warmUp: number;
  /** When its draining ends; undefined while it is registered. */
  drainedAt: number | undefined;
}

/** The health check of a target group. */
export interface HealthCheck {
  enabled: boolean;
  protocol: string;
  port: string;
  path: string | undefined;
  interval: number;
  timeout: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
  matcher: string | undefined;
}

/** A target group. */
export interface TargetGroupRecord {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly vpcId: string;
  readonly targetType: "instance" | "ip";
  readonly ipAddressType: "ipv4" | "ipv6";
  readonly protocolVersion: string | undefined;
  readonly healthCheck: HealthCheck;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** By target id and port. */
  readonly targets: Map<string, TargetRecord>;
  /** When a listener or rule first named it; undefined while none does. */
  inUseSince: number | undefined;
}

/** The account's target groups by ARN. */
export const targetGroups = table<TargetGroupRecord>("elastic-load-balancing/target-groups");

/** Finds a target group by ARN. */
export function targetGroupAt(account: Account, arn: string): TargetGroupRecord {
  checkArn(arn, "targetgroup", "target group");
  const found = account.of(targetGroups).get(arn);
  if (found === undefined) throw balancingError("TargetGroupNotFound", `Target groups '${arn}' not found`);
  return found;
}
