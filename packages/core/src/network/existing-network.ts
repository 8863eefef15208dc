import * as z from "zod/mini";
import { built } from "../built.ts";
import type { Named, Read, Written } from "../written.ts";

const subnetFields = {
  /** Its id, such as `subnet-0123456789abcdef0`. */
  id: z.string(),
  /** Its range, inside the VPC's. */
  cidr: z.string(),
  /** Zone by name, such as `us-west-2a`. */
  zone: z.string(),
  /** Whether its default route leads to an internet gateway. Default: only in the tier named `public`. */
  public: z.optional(z.boolean()),
};
/** The fields of a subnet as they are written: below its tier, which is no field of it. */
const knownFields = Object.keys(subnetFields).join(" ");

const subnetSchema = z.pipe(
  z.strictObject(
    { ...subnetFields, tier: z.string() },
    { error: ({ code }) => (code === "unrecognized_keys" ? knownFields : undefined) },
  ),
  z.transform((subnet) => ({ ...subnet, public: subnet.public ?? subnet.tier === "public" })),
);

/** What is said of one subnet of an existing network. */
export interface ExistingSubnetOptions extends Written<typeof subnetFields>, Named {}

/** One subnet of an existing network, in the tier that the blueprint's roles name. */
export interface ExistingSubnet extends Read<typeof subnetSchema> {}

const fields = {
  /** Id of the VPC, such as `vpc-0123456789abcdef0`. */
  vpcId: z.string(),
  /** The VPC's primary range. */
  cidr: z.string(),
  /**
   * Its subnets by tier. A subnet counts as public when its tier is named `public`, unless `public` says
   * otherwise.
   */
  subnets: z.pipe(
    z.transform((tiers: Readonly<Record<string, readonly ExistingSubnetOptions[]>>, { issues }) =>
      listed(tiers, issues),
    ),
    z.array(subnetSchema),
  ),
  /** Name of a private DNS zone that Drydock makes for members and services. Default: no zone. */
  dns: z.optional(z.string()),
};

/** An existing network as it is read: its subnets in one list. */
export const existingNetworkSchema = z.strictObject({ kind: z.literal("existing-network"), ...fields });

/** What is said of a network that stands already. */
export interface ExistingNetworkOptions extends Written<typeof fields>, Named {}

/** A network that stands already and that Drydock never changes. */
export interface ExistingNetwork extends Read<typeof existingNetworkSchema> {}

/**
 * An existing VPC in the place of a network layer. Private subnets are taken to have a way out of their own.
 * Nothing is checked here: `validateBlueprint` reports on the blueprint that holds it.
 *
 * @example
 * ```ts
 * import { existingNetwork } from "@drydock/core";
 *
 * const id = "subnet-0123456789abcdef0";
 * existingNetwork({
 *   vpcId: "vpc-0123456789abcdef0",
 *   cidr: "10.0.0.0/16",
 *   subnets: { private: [{ id, cidr: "10.0.1.0/24", zone: "us-west-2a" }] },
 * });
 * ```
 */
export function existingNetwork(options: ExistingNetworkOptions): ExistingNetwork {
  return built(existingNetworkSchema, { kind: "existing-network", ...options });
}

/** The list that subnets by tier stand for. What is a list already stays one. */
function listed(tiers: unknown, issues: z.core.$ZodRawIssue[]): z.input<typeof subnetSchema>[] {
  if (typeof tiers !== "object" || tiers === null || Array.isArray(tiers)) return tiers as never;
  return Object.entries(tiers).flatMap(([tier, subnets]: [string, unknown]) => {
    if (!Array.isArray(subnets)) {
      issues.push({ code: "invalid_type", expected: "array", input: subnets, path: [tier] });
      return [];
    }
    return subnets.map((subnet: unknown, index) => {
      if (typeof subnet !== "object" || subnet === null) return subnet as never;
      if ("tier" in subnet) {
        const at = { input: { ...subnet }, path: [tier, index] };
        issues.push({ code: "unrecognized_keys", keys: ["tier"], message: knownFields, ...at });
      }
      return { ...(subnet as ExistingSubnetOptions), tier };
    });
  });
}
