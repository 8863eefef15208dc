import { type Accepted, flag, oneOf, type Shape, text, textLike, whole } from "@drydock/systemd/ground";

/**
 * The daemons that coreos-cloudinit configures through environment variables. Fields, kinds and order are
 * those of flatcar/coreos-cloudinit's `config` package; a variable is the section's prefix and the field in
 * capitals, unless named otherwise.
 */
export interface EnvironmentSection<T extends Readonly<Record<string, Shape>>> {
  readonly prefix: string;
  readonly fields: T;
  readonly renamed: Readonly<Record<string, string>>;
}

/** The options of a section, each left out where it has its default. */
export type OptionsOf<S> = S extends EnvironmentSection<infer T> ? { readonly [K in keyof T]?: Accepted<T[K]> } : never;

function section<const T extends Readonly<Record<string, Shape>>>(
  prefix: string,
  fields: T,
  renamed: Readonly<Record<string, string>> = {},
): EnvironmentSection<T> {
  return { prefix, fields, renamed };
}

/** etcd 2; Flatcar ships no unit of that name any more. */
export const etcd2Section = section("ETCD_", {
  advertise_client_urls: text,
  ca_file: text,
  cert_file: text,
  client_cert_auth: flag,
  cors: text,
  data_dir: text,
  debug: flag,
  discovery: text,
  discovery_fallback: text,
  discovery_srv: text,
  discovery_proxy: text,
  election_timeout: whole(),
  enable_pprof: flag,
  force_new_cluster: flag,
  heartbeat_interval: whole(),
  initial_advertise_peer_urls: text,
  initial_cluster: text,
  initial_cluster_state: text,
  initial_cluster_token: text,
  key_file: text,
  listen_client_urls: text,
  listen_peer_urls: text,
  log_package_levels: text,
  max_snapshots: whole(),
  max_wals: whole(),
  name: text,
  peer_ca_file: text,
  peer_cert_file: text,
  peer_key_file: text,
  peer_client_cert_auth: flag,
  peer_trusted_ca_file: text,
  proxy: oneOf("on", "off", "readonly"),
  proxy_dial_timeout: whole(),
  proxy_failure_wait: whole(),
  proxy_read_timeout: whole(),
  proxy_refresh_interval: whole(),
  proxy_write_timeout: whole(),
  snapshot_count: whole(),
  strict_reconfig_check: flag,
  trusted_ca_file: text,
  wal_dir: text,
});

/** fleet; gone from Container Linux since 2018. */
export const fleetSection = section("FLEET_", {
  agent_ttl: text,
  authorized_keys_file: text,
  disable_engine: flag,
  engine_reconcile_interval: text,
  etcd_cafile: text,
  etcd_certfile: text,
  etcd_keyfile: text,
  etcd_key_prefix: text,
  etcd_request_timeout: text,
  etcd_servers: text,
  etcd_username: text,
  etcd_password: text,
  metadata: text,
  public_ip: text,
  token_limit: whole(),
  verbosity: whole(),
  verify_units: flag,
});

/** The overlay network. */
export const flannelSection = section(
  "FLANNELD_",
  {
    etcd_endpoints: text,
    etcd_cafile: text,
    etcd_certfile: text,
    etcd_keyfile: text,
    etcd_prefix: text,
    etcd_username: text,
    etcd_password: text,
    ip_masq: text,
    subnet_file: text,
    interface: text,
    public_ip: text,
  },
  { interface: "FLANNELD_IFACE" },
);

const windowStart = textLike(
  /^((?:sun|mon|tue|wed|thu|fri|sat) )?0*([0-9]|1[0-9]|2[0-3]):0*([0-9]|[1-5][0-9])$/i,
  'a time such as "05:30" or "Thu 05:30"',
);
const windowLength = textLike(/^[-+]?([0-9]*(\.[0-9]*)?[a-z]+)+$/, 'a Go duration such as "3h" or "1h30m"');

/** Reboot coordination. */
export const locksmithSection = section(
  "LOCKSMITHD_",
  {
    endpoint: text,
    group: text,
    etcd_cafile: text,
    etcd_certfile: text,
    etcd_keyfile: text,
    etcd_username: text,
    etcd_password: text,
    window_start: windowStart,
    window_length: windowLength,
  },
  { window_start: "REBOOT_WINDOW_START", window_length: "REBOOT_WINDOW_LENGTH" },
);

/** The variables of a section in field order, zero values left out, as coreos-cloudinit writes them. */
export function environmentOf(
  section: EnvironmentSection<Readonly<Record<string, Shape>>>,
  options: Readonly<Record<string, unknown>>,
): (readonly [name: string, value: string])[] {
  return Object.keys(section.fields).flatMap((field) => {
    const value = Object.hasOwn(options, field) ? options[field] : undefined;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
    if (value === "" || value === 0 || value === false) return [];
    return [[section.renamed[field] ?? section.prefix + field.toUpperCase(), String(value)] as const];
  });
}
