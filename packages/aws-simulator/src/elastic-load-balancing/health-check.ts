import type { CreateTargetGroupInput } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { isWeb } from "./protocol.ts";
import type { HealthCheck } from "./records/target-group.ts";

/** The members of a request that describe a health check. */
export type HealthCheckRequest = Pick<
  CreateTargetGroupInput,
  | "HealthCheckEnabled"
  | "HealthCheckProtocol"
  | "HealthCheckPort"
  | "HealthCheckPath"
  | "HealthCheckIntervalSeconds"
  | "HealthCheckTimeoutSeconds"
  | "HealthyThresholdCount"
  | "UnhealthyThresholdCount"
  | "Matcher"
>;

/** The defaults for a target group of that protocol (CreateTargetGroup, API reference). */
export function defaultHealthCheck(groupProtocol: string, protocol = usualProtocol(groupProtocol)): HealthCheck {
  const web = isWeb(protocol);
  const balancedByNetwork = !isWeb(groupProtocol);
  return {
    enabled: true,
    protocol,
    port: "traffic-port",
    path: web ? "/" : undefined,
    interval: 30,
    timeout: balancedByNetwork ? (protocol === "HTTP" ? 6 : 10) : 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    matcher: web ? (balancedByNetwork ? "200-399" : "200") : undefined,
  };
}

function usualProtocol(groupProtocol: string): string {
  return isWeb(groupProtocol) ? "HTTP" : "TCP";
}

/** Lays what a request gives over a health check; refuses combinations that AWS refuses. */
export function changedHealthCheck(base: HealthCheck, groupProtocol: string, request: HealthCheckRequest): HealthCheck {
  const protocol = request.HealthCheckProtocol ?? base.protocol;
  const start = protocol === base.protocol ? base : defaultHealthCheck(groupProtocol, protocol);
  const web = isWeb(protocol);
  const check: HealthCheck = {
    enabled: request.HealthCheckEnabled ?? start.enabled,
    protocol,
    port: request.HealthCheckPort ?? start.port,
    path: request.HealthCheckPath ?? start.path,
    interval: request.HealthCheckIntervalSeconds ?? start.interval,
    timeout: request.HealthCheckTimeoutSeconds ?? start.timeout,
    healthyThreshold: request.HealthyThresholdCount ?? start.healthyThreshold,
    unhealthyThreshold: request.UnhealthyThresholdCount ?? start.unhealthyThreshold,
    matcher: request.Matcher?.HttpCode ?? request.Matcher?.GrpcCode ?? start.matcher,
  };
  if (!web && protocol !== "TCP")
    throw validationError(`Health check protocol '${protocol}' must be one of 'HTTP, HTTPS, TCP'`);
  if (protocol === "TCP" && isWeb(groupProtocol)) {
    throw validationError(`Health check protocol 'TCP' is not supported with target group protocol '${groupProtocol}'`);
  }
  if (!web && (request.HealthCheckPath !== undefined || request.Matcher !== undefined)) {
    throw validationError(`Health check paths and matchers are not supported with health check protocol '${protocol}'`);
  }
  if (
    check.port !== "traffic-port" &&
    !(/^\d{1,5}$/.test(check.port) && Number(check.port) >= 1 && Number(check.port) <= 65_535)
  ) {
    throw validationError(`Health check port '${check.port}' must be '1-65535' or 'traffic-port'`);
  }
  if (check.timeout >= check.interval) {
    throw validationError(`Health check interval must be greater than the timeout`);
  }
  return check;
}
