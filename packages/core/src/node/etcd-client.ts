import type { Member } from "../cluster/formation.ts";
import { envFile } from "./env-file.ts";
import { tlsFolder } from "./etcd-settings.ts";
import type { NodeConfig } from "./node-config.ts";

/** Where a node finds the endpoints of etcd, in the words of etcdctl and in those of older systems. */
const clientFile = "/etc/drydock/etcd.env";

/** What clients of etcd on a node need to know, as `EnvironmentFile=` of their units. */
export function etcdClientNode(members: readonly Member[], mutual: boolean): Partial<NodeConfig> {
  if (members.length === 0) return {};
  const endpoints = members.map(({ clientUrl }) => clientUrl);
  const settings = {
    ETCDCTL_API: "3",
    ETCDCTL_ENDPOINTS: endpoints.join(","),
    ...(mutual && {
      ETCDCTL_CACERT: `${tlsFolder}/ca.crt`,
      ETCDCTL_CERT: `${tlsFolder}/tls.crt`,
      ETCDCTL_KEY: `${tlsFolder}/tls.key`,
    }),
    ETCD_ENDPOINTS: endpoints.join(","),
    ...Object.fromEntries(endpoints.map((endpoint, index) => [`ETCDM${index + 1}`, endpoint])),
  };
  return { files: [{ path: clientFile, text: envFile(settings), mode: "0644", owner: "root:root" }] };
}
