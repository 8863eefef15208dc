import { z } from "zod";
import { freeze } from "../freeze.ts";
import { dataVolumeFrom, dataVolumeSchema, type DataVolume, type DataVolumeOptions } from "./data-volume.ts";
import { beyondRole, roleFrom, roleSchema, type Role, type RoleOptions } from "./role.ts";

/** The etcd cluster of a blueprint: one member per fixed address. */
export interface Etcd<Addresses extends readonly string[] = readonly string[]> extends Role {
  readonly kind: "etcd";
  readonly addresses: Addresses;
  readonly tls: "mutual" | "off";
  readonly version: string;
  readonly repository: string;
  readonly volume: DataVolume | "none";
}

export interface EtcdOptions<Addresses extends readonly string[] = readonly string[]> extends RoleOptions {
  /** One fixed private address per member: 1, 3, 5, 7 or 9 of them, each inside a subnet of the network, best in different zones. */
  readonly addresses: Addresses;
  /** Certificates from the cluster's own authority on both sides of every connection, or none. Default `mutual`. */
  readonly tls?: "mutual" | "off";
  /** Release of etcd, 3.5 or later. Default `3.6.14`. */
  readonly version?: string;
  /** Registry path of etcd's image. Default `quay.io/coreos/etcd`. */
  readonly repository?: string;
  /** The volume of each member's data; `none` keeps data on the root volume, so that a replaced machine joins anew. Default 20 GiB. */
  readonly volume?: Pick<DataVolumeOptions, "size"> | "none";
}

/** How many members an etcd cluster may have: odd, because an even member adds risk and no tolerance. */
export type MemberCount = 1 | 3 | 5 | 7 | 9;

/** Addresses whose count, where it is known to the compiler, is a member count. */
export type MemberAddresses<A extends readonly string[]> = number extends A["length"]
  ? A
  : A["length"] extends MemberCount
    ? A
    : readonly string[] & { readonly length: MemberCount };

export const etcdSchema = z.strictObject({
  kind: z.literal("etcd"),
  addresses: z.array(z.string()),
  tls: z.enum(["mutual", "off"]),
  version: z.string(),
  repository: z.string(),
  volume: dataVolumeSchema,
  ...roleSchema,
});

/** An etcd cluster as a value. Nothing is checked here: `validateBlueprint` reports on the blueprint that holds it. */
export function etcd<const Addresses extends readonly string[]>(
  options: EtcdOptions<Addresses> & { readonly addresses: MemberAddresses<Addresses> },
): Etcd<Addresses> {
  const given: EtcdOptions<Addresses> = options ?? {};
  const { addresses, tls = "mutual", version = "3.6.14", repository = "quay.io/coreos/etcd", volume, ...rest } = given;
  return freeze({
    ...beyondRole(rest),
    kind: "etcd" as const,
    addresses,
    tls,
    version: typeof version === "string" ? version.replace(/^v/, "") : version,
    repository,
    volume: dataVolumeFrom(volume, { size: 20, label: "etcd-data", mount: "/var/lib/etcd" }),
    ...roleFrom(rest, "t3.small"),
  });
}
