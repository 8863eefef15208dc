import * as z from "zod/mini";
import { built } from "../built.ts";
import type { Read, Written } from "../written.ts";
import { etcdVolumeSchema } from "./data-volume.ts";
import { filledFrom, roleFields, type RoleOptions } from "./role.ts";

const fields = {
  /**
   * One fixed private address per member: 1, 3, 5, 7 or 9 of them, each inside a subnet of the network, best
   * in different zones.
   */
  addresses: z.array(z.string()),
  /**
   * Certificates from the cluster's own authority on both sides of every connection, or none. Default
   * `mutual`.
   */
  tls: z._default(z.enum(["mutual", "off"]), "mutual"),
  /** Release of etcd, 3.5 or later. Default `3.6.14`. */
  version: z.pipe(
    z._default(z.string(), "3.6.14"),
    z.transform((version) => version.replace(/^v(?=\d)/, "")),
  ),
  /** Registry path of etcd's image. Default `quay.io/coreos/etcd`. */
  repository: z._default(z.string(), "quay.io/coreos/etcd"),
  /**
   * The volume of each member's data; `none` keeps data on the root volume, so that a replaced machine joins
   * anew. Default 20 GiB, labelled `etcd-data`, at `/var/lib/etcd`.
   */
  volume: z.prefault(etcdVolumeSchema, {}),
};

/** An etcd cluster as it is read. */
export const etcdSchema = z.pipe(
  z.strictObject({ kind: z.literal("etcd"), ...fields, ...roleFields }),
  z.transform(filledFrom("t3.small")),
);

/** What is said of an etcd cluster. */
export interface EtcdOptions<Addresses extends readonly string[] = readonly string[]>
  extends Written<typeof fields>, RoleOptions {
  readonly addresses: Addresses;
}

/** The etcd cluster of a blueprint: one member per fixed address. */
export interface Etcd<Addresses extends readonly string[] = readonly string[]> extends Omit<
  Read<typeof etcdSchema>,
  "addresses"
> {
  readonly addresses: Addresses;
}

/** How many members an etcd cluster may have: odd, because an even member adds risk and no tolerance. */
export type MemberCount = 1 | 3 | 5 | 7 | 9;

/** Addresses whose count, where it is known to the compiler, is a member count. */
export type MemberAddresses<A extends readonly string[]> = number extends A["length"]
  ? A
  : A["length"] extends MemberCount
    ? A
    : readonly string[] & { readonly length: MemberCount };

/**
 * An etcd cluster as a value. Nothing is checked here, but the number of addresses where the compiler knows
 * it: `validateBlueprint` reports on the blueprint that holds it.
 *
 * @example
 * ```ts
 * import { etcd } from "@drydock/core";
 *
 * etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"], version: "3.6.14" });
 * ```
 */
export function etcd<const Addresses extends readonly string[]>(
  options: EtcdOptions<Addresses> & { readonly addresses: MemberAddresses<Addresses> },
): Etcd<Addresses> {
  return built(etcdSchema, { kind: "etcd", ...options }) as Etcd<Addresses>;
}
