import * as z from "zod/mini";
import { built } from "../built.ts";
import type { Named, Read, Written } from "../written.ts";
import { tiersSchema, type Tier } from "./tier.ts";

/** Zones that a network spans at most: no region has more. */
export const mostZones = 6;

const fields = {
  /** The VPC's range, /16 to /28, such as `10.10.0.0/16`. */
  cidr: z.string(),
  /**
   * Zones by name, or how many of the region's to use; of a region that has fewer, all. Those in which
   * subnets stand come first. Default 3.
   */
  zones: z._default(z.union([z.int(), z.array(z.string())]), 3),
  /**
   * How private subnets reach out: a NAT gateway per zone (survives the loss of one), a single one (cheaper),
   * or none. About 33 USD a month each. Default `per-zone`.
   */
  nat: z._default(z.enum(["per-zone", "single", "none"]), "per-zone"),
  /** Tiers by name, in the order in which they take addresses. Default `{ public: {}, private: {} }`. */
  tiers: z.prefault(tiersSchema, { public: {}, private: {} }),
  /**
   * Services reached without leaving the network: `s3` is free, the others cost about 7 USD a month per zone.
   * Default `["s3"]`.
   */
  endpoints: z._default(z.array(z.string()), ["s3"]),
  /** Name of a private DNS zone for members and services, such as `fleet.internal`. Default: no zone. */
  dns: z.optional(z.string()),
  /**
   * Bits that a subnet's prefix has more than the network's. Default 8, less where a subnet would be smaller
   * than /28.
   */
  newBits: z.optional(z.int()),
};

/** A network as it is read: every tier knows how many subnets it has, and of which size. */
export const networkSchema = z.pipe(z.strictObject({ kind: z.literal("network"), ...fields }), z.transform(withTiers));

/** What is said of a network to be built. */
export interface NetworkOptions extends Written<typeof fields>, Named {}

/** A network to be built: one VPC, its subnets in tiers, gateways, endpoints and private zone. */
export interface Network extends Read<typeof networkSchema> {}

/**
 * A network layer as a value. Nothing is checked here: `validateBlueprint` reports on the blueprint that
 * holds it.
 *
 * @example
 * ```ts
 * import { network } from "@drydock/core";
 *
 * const open = network({ cidr: "10.10.0.0/16", zones: 2, nat: "none", tiers: { public: {} } });
 * console.log(open.tiers);
 * ```
 */
export function network(options: NetworkOptions): Network {
  return built(networkSchema, { kind: "network", ...options });
}

function withTiers({
  newBits,
  tiers,
  ...rest
}: z.output<z.ZodMiniObject<typeof fields>> & { readonly kind: "network" }) {
  const count = typeof rest.zones === "number" ? rest.zones : rest.zones.length;
  // Of more zones than there can be, only the number of zones is wrong.
  const usual = { subnets: Math.min(Math.max(1, count), mostZones), newBits: newBits ?? usualBits(rest.cidr) };
  return {
    ...rest,
    ...(newBits !== undefined && { newBits }),
    tiers: tiers.map((tier): Tier => ({
      name: tier.name,
      public: tier.public ?? tier.name === "public",
      subnets: tier.subnets ?? tier.cidrs?.length ?? usual.subnets,
      newBits: tier.newBits ?? usual.newBits,
      ...(tier.cidrs !== undefined && { cidrs: tier.cidrs }),
    })),
  };
}

function usualBits(cidr: string): number {
  const prefix = Number(cidr.split("/")[1]);
  return prefix > 20 && prefix <= 28 ? 28 - prefix : 8;
}
