import { validationError } from "../request/modelled-error.ts";

const shared = {
  "access_logs.s3.enabled": "false",
  "access_logs.s3.bucket": "",
  "access_logs.s3.prefix": "",
  "deletion_protection.enabled": "false",
};

// Defaults by type: ModifyLoadBalancerAttributes, LoadBalancerAttribute.
const defaults = {
  network: {
    ...shared,
    "load_balancing.cross_zone.enabled": "false",
    "dns_record.client_routing_policy": "any_availability_zone",
    "ipv6.deny_all_igw_traffic": "false",
    "zonal_shift.config.enabled": "false",
    "secondary_ips.auto_assigned.per_subnet": "0",
  },
  application: {
    ...shared,
    "load_balancing.cross_zone.enabled": "true",
    "idle_timeout.timeout_seconds": "60",
    "client_keep_alive.seconds": "3600",
    "connection_logs.s3.enabled": "false",
    "connection_logs.s3.bucket": "",
    "connection_logs.s3.prefix": "",
    "ipv6.deny_all_igw_traffic": "false",
    "routing.http.desync_mitigation_mode": "defensive",
    "routing.http.drop_invalid_header_fields.enabled": "false",
    "routing.http.preserve_host_header.enabled": "false",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
    "routing.http.xff_client_port.enabled": "false",
    "routing.http.xff_header_processing.mode": "append",
    "routing.http2.enabled": "true",
    "waf.fail_open.enabled": "false",
    "zonal_shift.config.enabled": "false",
  },
} as const;

/** The attributes that a new load balancer has. */
export function defaultAttributes(type: "application" | "network"): Map<string, string> {
  return new Map(Object.entries(defaults[type]));
}

/**
 * Sets attributes; refuses a key that this kind of thing does not have, and a value that is no boolean where
 * one is due.
 */
export function setAttributes(
  attributes: Map<string, string>,
  changes: readonly { Key?: string | undefined; Value?: string | undefined }[],
  what: string,
): void {
  for (const { Key = "", Value = "" } of changes) {
    if (!attributes.has(Key)) throw validationError(`${what} attribute key '${Key}' is not recognized`);
    if (
      Key.endsWith(".enabled") &&
      !/^(true|false)$/.test(Value) &&
      !(Key === "load_balancing.cross_zone.enabled" && Value === "use_load_balancer_configuration")
    ) {
      throw validationError(`${what} attribute '${Key}' must be 'true' or 'false', not '${Value}'`);
    }
    if (/(seconds|timeout)$/.test(Key) && !/^\d+$/.test(Value)) {
      throw validationError(`${what} attribute '${Key}' must be a number of seconds, not '${Value}'`);
    }
  }
  for (const { Key = "", Value = "" } of changes) attributes.set(Key, Value);
}

/** Attributes as answers show them. */
export function shownAttributes(attributes: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }));
}
