import { isWeb } from "./protocol.ts";

// TargetGroupAttribute, API reference.
const shared = {
  "deregistration_delay.timeout_seconds": "300",
  "stickiness.enabled": "false",
  "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
  "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
  "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
  "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
  "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
};

/** The attributes that a new target group has. */
export function defaultTargetGroupAttributes(protocol: string, targetType: "instance" | "ip"): Map<string, string> {
  return new Map(
    Object.entries(
      isWeb(protocol)
        ? {
            ...shared,
            "stickiness.type": "lb_cookie",
            "stickiness.lb_cookie.duration_seconds": "86400",
            "stickiness.app_cookie.cookie_name": "",
            "stickiness.app_cookie.duration_seconds": "86400",
            "slow_start.duration_seconds": "0",
            "load_balancing.algorithm.type": "round_robin",
            "load_balancing.algorithm.anomaly_mitigation": "off",
          }
        : {
            ...shared,
            "stickiness.type": "source_ip",
            "deregistration_delay.connection_termination.enabled": "false",
            "proxy_protocol_v2.enabled": "false",
            "preserve_client_ip.enabled": targetType === "instance" || protocol.includes("UDP") ? "true" : "false",
            "target_health_state.unhealthy.connection_termination.enabled": "true",
            "target_health_state.unhealthy.draining_interval_seconds": "0",
          },
    ),
  );
}
