import { flag, text, whole } from "@drydock/systemd/ground";
import type { EnvironmentSection } from "./environment-options.ts";

const fields = {
  addr: text,
  bind_addr: text,
  ca_file: text,
  cert_file: text,
  cluster_active_size: whole(),
  cluster_remove_delay: whole(),
  cluster_sync_interval: whole(),
  cors: text,
  data_dir: text,
  discovery: text,
  graphite_host: text,
  http_read_timeout: whole(),
  http_write_timeout: whole(),
  key_file: text,
  max_result_buffer: whole(),
  max_retry_attempts: whole(),
  name: text,
  peer_addr: text,
  peer_bind_addr: text,
  peer_ca_file: text,
  peer_cert_file: text,
  peer_election_timeout: whole(),
  peer_heartbeat_interval: whole(),
  peer_key_file: text,
  peers: text,
  peers_file: text,
  retry_interval: whole(),
  snapshot: flag,
  snapshot_count: whole(),
  trace: text,
  verbose: flag,
  very_verbose: flag,
  very_very_verbose: flag,
} as const;

/**
 * etcd 0.4, before `etcd2`; read for old documents only. Source: flatcar/coreos-cloudinit, `config/etcd.go`.
 */
export const etcdSection: EnvironmentSection<typeof fields> = {
  prefix: "ETCD_",
  fields,
  renamed: { snapshot_count: "ETCD_SNAPSHOTCOUNT" },
};
