import { balancingTable } from "../table.ts";

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
export const targetGroups = balancingTable<TargetGroupRecord>({
  type: "targetgroup",
  noun: "target group",
  notFound: "TargetGroupNotFound",
  // The words: copilot-cli issue 3833.
  missing: (arn) => `Target groups '${arn}' not found`,
});
