import type { ClusterParts } from "../cluster/cluster-parts.ts";
import { declaredDeliveries, dockerConfigName, type Delivery } from "../cluster/cluster-secrets.ts";
import type { Member } from "../cluster/formation.ts";
import type { NamedRole } from "../cluster/named-role.ts";
import { drainDesign } from "../cluster/drain.ts";
import type { Machine } from "../cluster/nodes-design.ts";
import { baseNode } from "./base.ts";
import { drainNode } from "./drain-node.ts";
import { etcdClientNode } from "./etcd-client.ts";
import { etcdNode } from "./etcd-node.ts";
import { tlsFolder } from "./etcd-settings.ts";
import { joinNodes, type NodeConfig } from "./node-config.ts";
import { osProfile } from "./os-profile.ts";
import { secretsNode } from "./secrets-node.ts";
import { updatesNode } from "./updates-node.ts";
import { volumeNode } from "./volume-node.ts";

/** Everything on a node of a role. `machine` is undefined for the nodes of a group, which are all alike. */
export function nodeOfRole(
  blueprint: Pick<ClusterParts, "name" | "etcd" | "secrets">,
  members: readonly Member[],
  role: NamedRole,
  machine: Machine | undefined,
): NodeConfig {
  const { spec } = role;
  const profile = osProfile(spec.image);
  const member = spec.kind === "etcd" ? members.find(({ name }) => name === machine?.name) : undefined;
  const mutual = blueprint.etcd?.tls === "mutual";
  const certificate = mutual
    ? [bundle(member?.name ?? role.name, member === undefined ? "root:root" : profile.etcdOwner)]
    : [];
  const deliveries = [...certificate, ...declaredDeliveries(role, blueprint.secrets)];
  const declared = new Map(Object.entries(blueprint.secrets ?? {}));
  const idOf = (secret: string): string => {
    const source = declared.get(secret)?.source;
    return source?.kind === "existing" ? source.arn : `${blueprint.name}/${secret}`;
  };
  const volume = spec.kind === "workers" || spec.volume === "none" ? [] : [volumeNode(spec.volume)];
  const credentials = dockerConfigName(blueprint.secrets) !== undefined;
  return joinNodes([
    { packages: profile.packages },
    baseNode({ cluster: blueprint.name, role: role.name, node: machine?.name, metadata: spec.metadata }),
    secretsNode(idOf, deliveries, waitingUnits(role, deliveries)),
    ...volume,
    ...(spec.kind === "etcd" && member !== undefined
      ? [etcdNode({ cluster: blueprint.name, etcd: spec, member, members, profile, credentials })]
      : []),
    etcdClientNode(members, mutual),
    ...(spec.kind === "workers" ? [drainNode(`${blueprint.name}-${role.name}`, drainDesign(spec.drain))] : []),
    updatesNode(spec.image.os, spec.updates, machine?.index ?? 0),
    { files: spec.files, units: spec.units, dropins: spec.dropins, users: spec.users, packages: spec.packages },
  ]);
}

function bundle(name: string, owner: string): Delivery {
  return { secret: `tls/${name}`, form: "bundle", use: { path: tlsFolder, owner, mode: "0600", before: [] } };
}

/** Units that wait for the node's secrets: those that its uses name, and every service of the role's own. */
function waitingUnits({ spec }: NamedRole, deliveries: readonly Delivery[]): string[] {
  const own = spec.units.map(({ unit }) => unit.name).filter((name) => name.endsWith(".service"));
  return [...deliveries.flatMap(({ use }) => use.before), ...own];
}
