import type { Action, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Account, Slice } from "../state.ts";

/** One zone of a load balancer. */
export interface BalancerZone {
  readonly subnetId: string;
  readonly zone: string;
  readonly allocationId: string | undefined;
  /** Id of the network interface that the balancer has in the subnet. */
  readonly interfaceId: string;
  readonly privateAddress: string | undefined;
}

/** A load balancer. */
export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: "application" | "network";
  readonly scheme: "internet-facing" | "internal";
  readonly vpcId: string;
  readonly created: number;
  readonly dnsName: string;
  readonly canonicalZoneId: string;
  ipAddressType: "ipv4" | "dualstack" | "dualstack-without-public-ipv4";
  zones: BalancerZone[];
  securityGroups: string[];
  state: "provisioning" | "active";
  /** When it became active. */
  activeSince: number | undefined;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
}

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

/** A listener. */
export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  protocol: string;
  port: number;
  actions: Action[];
  certificates: string[];
  sslPolicy: string | undefined;
  alpn: string[];
  readonly tags: Map<string, string>;
}

/** A rule of an application load balancer's listener. */
export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  readonly priority: number;
  conditions: RuleCondition[];
  actions: Action[];
  readonly tags: Map<string, string>;
}

/** What Elastic Load Balancing keeps, each table by ARN. */
export interface BalancingState {
  readonly loadBalancers: Map<string, LoadBalancerRecord>;
  readonly targetGroups: Map<string, TargetGroupRecord>;
  readonly listeners: Map<string, ListenerRecord>;
  readonly rules: Map<string, RuleRecord>;
}

const slice: Slice<BalancingState> = {
  name: "elastic-load-balancing",
  initial: () => ({ loadBalancers: new Map(), targetGroups: new Map(), listeners: new Map(), rules: new Map() }),
};

/** The account's load balancers and what belongs to them. */
export function balancingOf(account: Account): BalancingState {
  return account.of(slice);
}
