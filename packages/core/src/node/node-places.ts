import { declaredDeliveries } from "../cluster/cluster-secrets.ts";
import type { ClusterReading } from "../cluster/cluster-reading.ts";
import type { NamedRole } from "../cluster/named-role.ts";
import { tlsFolder } from "./etcd-settings.ts";
import type { NodeConfig } from "./node-config.ts";
import { nodeOfRole } from "./node-of-role.ts";
import { osProfile } from "./os-profile.ts";
import { updatesNode } from "./updates-node.ts";

/** A path on a role's nodes that something writes. */
export interface Place {
  readonly path: string;
  /** What writes it: `the role's updates`. */
  readonly by: string;
  readonly remedy: string;
}

/** Where systemd finds the unit of that name. */
export function unitPath(name: string): string {
  return `/etc/systemd/system/${name}`;
}

/** Where systemd finds a drop-in. */
export function dropinPath({ of, name }: { readonly of: string; readonly name: string }): string {
  return unitPath(`${of}.d/${name}`);
}

/**
 * Every path that Drydock itself writes on the nodes of a role, user data and secrets alike; none where the
 * rest of the role is too wrong to tell, of which other rules speak.
 */
export function drydockPlaces({ name, etcd, secrets, members }: ClusterReading, role: NamedRole): Place[] {
  const { spec } = role;
  // Its units stay: they get drop-ins of Drydock's.
  const bare = { ...role, spec: { ...spec, files: [], dropins: [], users: [], packages: [] } };
  const [member] = members;
  const machineName = spec.kind === "etcd" && member !== undefined ? member.name : role.name;
  const machine = spec.kind === "workers" ? undefined : { name: machineName, index: 0, address: undefined, subnet: "" };
  try {
    const config = nodeOfRole({ name, etcd, secrets }, members, bare, machine);
    return [
      ...written(config, role),
      ...declaredDeliveries(bare, secrets).flatMap(({ secret, use }) =>
        Object.hasOwn(spec.secrets, secret) ? [] : [delivered(use.path, `secret ${JSON.stringify(secret)}`)],
      ),
      ...(etcd?.tls === "mutual"
        ? ["ca.crt", "tls.crt", "tls.key"].map((file) => delivered(`${tlsFolder}/${file}`, "the node's certificate"))
        : []),
    ];
  } catch {
    return [];
  }
}

function written({ files, units, dropins }: NodeConfig, { spec }: NamedRole): Place[] {
  const updates = new Set((updatesNode(spec.image.os, spec.updates, 0).files ?? []).map(({ path }) => path));
  const drydock = { by: "Drydock", remedy: "Put it elsewhere." };
  const settings = { by: "the role's updates", remedy: "Say it by updates of the role, or put it elsewhere." };
  const unit = { by: "a unit of Drydock's", remedy: "Add to that unit by a drop-in of another name." };
  const preset = osProfile(spec.image).reads.format === "ignition" ? [ignitionPreset] : [];
  return [
    ...files.map(({ path }) => ({ path, ...(updates.has(path) ? settings : drydock) })),
    ...units.flatMap((each) => (spec.units.includes(each) ? [] : [{ path: unitPath(each.unit.name), ...unit }])),
    ...dropins.map((dropin) => ({ path: dropinPath(dropin), ...unit })),
    ...preset,
  ];
}

/** Where Ignition notes which units start at boot. Source: its `internal/exec/util/unit.go`. */
const ignitionPreset: Place = {
  path: "/etc/systemd/system-preset/20-ignition.preset",
  by: "Ignition",
  remedy: "Set enable of the role's units, or take another name.",
};

function delivered(path: string, what: string): Place {
  return { path, by: what, remedy: "Give it another path." };
}
