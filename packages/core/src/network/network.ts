import { z } from "zod";
import { freeze } from "../freeze.ts";
import { present } from "../present.ts";
import { tierSchema, type Tier, type TierOptions } from "./tier.ts";

/** A network to be built: one VPC, its subnets in tiers, gateways, endpoints and private zone. */
export interface Network {
  readonly kind: "network";
  readonly cidr: string;
  readonly zones: number | readonly string[];
  readonly nat: "per-zone" | "single" | "none";
  readonly tiers: readonly Tier[];
  readonly endpoints: readonly string[];
  readonly dns?: string;
}

export interface NetworkOptions {
  /** The VPC's range, /16 to /28, such as `10.10.0.0/16`. */
  readonly cidr: string;
  /** Zones by name, or how many of the region's to use (they wrap around when the region has fewer). Default 3. */
  readonly zones?: number | readonly string[];
  /**
   * How private subnets reach out: a NAT gateway per zone (survives the loss of one), a single one (cheaper), or none.
   * About 33 USD a month each. Default `per-zone`.
   */
  readonly nat?: "per-zone" | "single" | "none";
  /** Tiers by name, in the order in which they take addresses. Default `{ public: {}, private: {} }`. */
  readonly tiers?: Readonly<Record<string, TierOptions>>;
  /** Bits that a subnet's prefix has more than the network's. Default 8, less where a subnet would be smaller than /28. */
  readonly newBits?: number;
  /** Services reached without leaving the network: `s3` is free, the others cost about 7 USD a month per zone. Default `["s3"]`. */
  readonly endpoints?: readonly string[];
  /** Name of a private DNS zone for members and services, such as `fleet.internal`. Default: no zone. */
  readonly dns?: string;
}

export const networkSchema = z.strictObject({
  kind: z.literal("network"),
  cidr: z.string(),
  zones: z.union([z.int(), z.array(z.string())]),
  nat: z.enum(["per-zone", "single", "none"]),
  tiers: z.array(tierSchema),
  endpoints: z.array(z.string()),
  dns: z.string().optional(),
});

/** A network layer as a value. Nothing is checked here: `validateBlueprint` reports on the blueprint that holds it. */
export function network(options: NetworkOptions): Network {
  const {
    cidr,
    zones = 3,
    nat = "per-zone",
    tiers = { public: {}, private: {} },
    newBits,
    endpoints = ["s3"],
    dns,
    ...unknown
  } = options ?? {};
  const each = (name: string, tier: TierOptions): Tier => ({
    name,
    public: name === "public",
    subnets: usualCount(zones),
    newBits: newBits ?? defaultNewBits(cidr),
    ...present(tier ?? {}),
  });
  const built = {
    kind: "network" as const,
    cidr,
    zones,
    nat,
    tiers: Object.entries(tiers ?? {}).map(([name, tier]) => each(name, tier)),
  };
  return freeze({ ...built, endpoints, ...present({ dns }), ...unknown });
}

/** One subnet per zone, whatever else may be wrong with the zones. */
function usualCount(zones: unknown): number {
  const count = Array.isArray(zones) ? zones.length : zones;
  return typeof count === "number" && Number.isInteger(count) && count > 0 ? count : 1;
}

function defaultNewBits(cidr: unknown): number {
  const prefix = Number(String(cidr).split("/")[1]);
  return prefix > 20 && prefix <= 28 ? 28 - prefix : 8;
}
