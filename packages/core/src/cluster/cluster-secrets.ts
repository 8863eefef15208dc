import type { Secret } from "../secret.ts";
import type { ClusterParts } from "./cluster-parts.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import type { NamedRole } from "./named-role.ts";
import type { SecretUse } from "./secret-use.ts";

/** Where a secret's value comes from. The value itself is never part of a design. */
export type SecretSource =
  | Secret["source"]
  | { readonly kind: "authority"; readonly commonName: string; readonly days: number }
  | {
      readonly kind: "certificate";
      /** Name of the secret that holds the signing authority. */
      readonly authority: string;
      readonly commonName: string;
      readonly addresses: readonly string[];
      readonly names: readonly string[];
      readonly usages: readonly ("server" | "client")[];
      readonly days: number;
    };

/** A secret of the cluster: what the blueprint declares, or what mutual TLS needs. */
export interface SecretDesign {
  /** Name within the cluster: `dockerConfig`, `tls/etcd-1`. */
  readonly name: string;
  readonly source: SecretSource;
  /** Raised by hand to have the value written again. */
  readonly version: number;
  readonly precious: boolean;
}

/** Days that the cluster's authority lasts. */
const authorityDays = 3650;
/**
 * Days that a certificate lasts; etcd reads certificates anew on every connection, so that a new version
 * needs no restart.
 */
const certificateDays = 397;

/** Secrets that the blueprint declares, then those that mutual TLS needs. */
export function secretDesigns(cluster: ClusterReading): SecretDesign[] {
  const { etcd, members, roles } = cluster;
  const declared = Object.entries(cluster.secrets).map(([name, { source, version, precious }]) => ({
    name,
    source,
    version,
    precious,
  }));
  if (etcd?.tls !== "mutual") return declared;
  const authority = "tls/authority";
  const zone = cluster.network?.dns;
  const certificate = (
    name: string,
    fields: { addresses: string[]; names: string[]; usages: ("server" | "client")[] },
  ): SecretDesign => ({
    name: `tls/${name}`,
    source: { kind: "certificate", authority, commonName: name, ...fields, days: certificateDays },
    version: 1,
    precious: false,
  });
  return [
    ...declared,
    {
      name: authority,
      source: { kind: "authority", commonName: `${cluster.name} etcd authority`, days: authorityDays },
      version: 1,
      precious: true,
    },
    ...members.map(({ name, address }) =>
      certificate(name, {
        addresses: [address, "127.0.0.1"],
        names: [name, ...(zone === undefined ? [] : [`${name}.${zone}`, `etcd.${zone}`])],
        usages: ["server", "client"],
      }),
    ),
    ...roles
      .filter(({ spec }) => spec.kind !== "etcd")
      .map(({ name }) => certificate(name, { addresses: [], names: [], usages: ["client"] })),
  ];
}

/**
 * A secret that a role's nodes fetch: one file, or the three files of a certificate bundle in a directory.
 */
export interface Delivery {
  /** Name within the cluster. */
  readonly secret: string;
  readonly form: "text" | "bundle";
  readonly use: SecretUse;
}

/** Where the registry credentials lie. */
export const dockerConfigPath = "/root/.docker/config.json";

/** Whether the blueprint declares registry credentials, and under which name. */
export function dockerConfigName(secrets: ClusterParts["secrets"]): string | undefined {
  return Object.entries(secrets ?? {}).find(
    ([, { source }]) => "format" in source && source.format === "docker-config",
  )?.[0];
}

/**
 * Secrets that a role's nodes fetch, apart from certificates: registry credentials first, then its own in
 * order.
 */
export function declaredDeliveries(role: NamedRole, secrets: ClusterParts["secrets"]): Delivery[] {
  const docker = dockerConfigName(secrets);
  const own = Object.entries(role.spec.secrets).map(([secret, use]) => ({ secret, form: "text" as const, use }));
  if (docker === undefined || own.some(({ use }) => use.path === dockerConfigPath)) return own;
  return [
    { secret: docker, form: "text", use: { path: dockerConfigPath, owner: "root:root", mode: "0600", before: [] } },
    ...own,
  ];
}
