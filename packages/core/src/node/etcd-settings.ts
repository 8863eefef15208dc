import { initialisedParameter } from "../cluster/permissions.ts";
import type { Etcd } from "../cluster/etcd.ts";
import type { Member } from "../cluster/formation.ts";

/** Where the certificate bundle of a node lies: `ca.crt`, `tls.crt`, `tls.key`. */
export const tlsFolder = "/etc/etcd/tls";
/** Where etcd's data lies on the node: below the mount, so that an absent volume is never written around. */
export const dataFolder = "/var/lib/etcd/data";

/** The settings of a member that never change, as etcd reads them from its environment. */
export function memberSettings(etcd: Etcd, member: Member, tlsInside: string): Record<string, string> {
  const { name, address, clientUrl, peerUrl } = member;
  const scheme = etcd.tls === "mutual" ? "https" : "http";
  const bundle = { ca: `${tlsInside}/ca.crt`, certificate: `${tlsInside}/tls.crt`, key: `${tlsInside}/tls.key` };
  return {
    ETCD_NAME: name,
    ETCD_LISTEN_PEER_URLS: `${scheme}://${address}:2380`,
    ETCD_LISTEN_CLIENT_URLS: `${scheme}://${address}:2379,${scheme}://127.0.0.1:2379`,
    ETCD_LISTEN_METRICS_URLS: "http://0.0.0.0:2381",
    ETCD_INITIAL_ADVERTISE_PEER_URLS: peerUrl,
    ETCD_ADVERTISE_CLIENT_URLS: clientUrl,
    ...(etcd.tls === "mutual" && {
      ETCD_TRUSTED_CA_FILE: bundle.ca,
      ETCD_CERT_FILE: bundle.certificate,
      ETCD_KEY_FILE: bundle.key,
      ETCD_CLIENT_CERT_AUTH: "true",
      ETCD_PEER_TRUSTED_CA_FILE: bundle.ca,
      ETCD_PEER_CERT_FILE: bundle.certificate,
      ETCD_PEER_KEY_FILE: bundle.key,
      ETCD_PEER_CLIENT_CERT_AUTH: "true",
    }),
    ETCD_AUTO_COMPACTION_MODE: "periodic",
    ETCD_AUTO_COMPACTION_RETENTION: "1h",
    ...corruptionChecks(etcd.version),
  };
}

/** 3.6 turned the experimental names into gates, and 3.7 does not start with the old ones. */
function corruptionChecks(version: string): Record<string, string> {
  const minor = Number(version.split(".")[1]);
  return minor >= 6
    ? { ETCD_FEATURE_GATES: "InitialCorruptCheck=true,CompactHashCheck=true" }
    : { ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK: "true", ETCD_EXPERIMENTAL_COMPACT_HASH_CHECK_ENABLED: "true" };
}

/**
 * What the formation scripts have to know: the founders, the others, and the mark of a cluster that has
 * stood.
 */
export function formationSettings(
  cluster: string,
  member: Member,
  members: readonly Member[],
  owner: string,
): Record<string, string> {
  return {
    DRYDOCK_ETCD_DATA: dataFolder,
    DRYDOCK_ETCD_OWNER: owner,
    DRYDOCK_ETCD_MARKER: `/drydock/${cluster}/${initialisedParameter}`,
    DRYDOCK_ETCD_FOUNDERS: members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join(","),
    DRYDOCK_ETCD_PEERS: members
      .filter(({ name }) => name !== member.name)
      .map(({ clientUrl }) => clientUrl)
      .join(" "),
    DRYDOCK_ETCD_SELF: member.clientUrl,
    DRYDOCK_TLS: tlsFolder,
  };
}
