import * as z from "zod/mini";
import { quote, type Finding } from "../finding.ts";
import type { Named, Read, Written } from "../written.ts";
import type { Block } from "./block.ts";

const tierFields = {
  /** Whether its default route leads to the internet gateway. Default: only in the tier named `public`. */
  public: z.optional(z.boolean()),
  /** How many subnets, 200 at most: the quota of a VPC. Default: one per zone. */
  subnets: z.optional(z.int().check(z.maximum(200))),
  /**
   * Bits that its subnets' prefix has more than the network's: 8 makes /24 subnets of a /16. Default: the
   * network's.
   */
  newBits: z.optional(z.int()),
  /**
   * The ranges of its subnets, such as `["10.10.0.0/24", "10.10.1.0/24"]`, where they are not to be computed;
   * `subnets` is their number. Default: the first that are free, subnet by subnet.
   */
  cidrs: z.optional(z.array(z.string())),
};
/** The fields of a tier as they are written: by its name, which is no field of it. */
const knownFields = Object.keys(tierFields).join(" ");

const namedSchema = z.strictObject(
  { ...tierFields, name: z.string() },
  { error: ({ code }) => (code === "unrecognized_keys" ? knownFields : undefined) },
);

/** What may be said of a tier. */
export interface TierOptions extends Written<typeof tierFields>, Named {}

/** A row of subnets with one purpose, dealt over the zones in turn. */
export interface Tier extends Read<typeof namedSchema> {
  readonly public: boolean;
  readonly subnets: number;
  readonly newBits: number;
}

type NamedTier = z.output<typeof namedSchema>;

/** Tiers by name, in the order in which they take addresses; read as a list. */
export const tiersSchema = z.pipe(
  z.transform((tiers: Readonly<Record<string, TierOptions>>, { issues }) => listed(tiers, issues)),
  z.array(namedSchema),
);

/** The list that tiers by name stand for. What is a list already stays one. */
function listed(tiers: unknown, issues: z.core.$ZodRawIssue[]): NamedTier[] {
  if (typeof tiers !== "object" || tiers === null || Array.isArray(tiers)) return tiers as never;
  return Object.entries(tiers).map(([name, tier]: [string, unknown]) => {
    if (tier === undefined) return { name };
    if (typeof tier !== "object" || tier === null) return tier as never;
    if ("name" in tier) issues.push(unknownName({ ...tier }, name));
    return { ...tier, name };
  });
}

/** A tier has its name already, by which it is written. */
function unknownName(tier: Record<string, unknown>, path: string): z.core.$ZodRawIssue {
  return { code: "unrecognized_keys", keys: ["name"], input: tier, path: [path], message: knownFields };
}

/**
 * A tier: its name, and the size of its subnets in the network's range, unless that is what the network gives
 * its tiers, of which its own rule speaks.
 */
export function* tierRules(
  { name, subnets, newBits }: Tier,
  block: Block | undefined,
  usualBits: number | undefined,
): Iterable<Finding> {
  const path = `network.tiers.${name}`;
  yield* tierNameRules(name, path);
  if (subnets < 1) {
    yield {
      path: `${path}.subnets`,
      message: `a tier has at least one subnet, not ${subnets}`,
      remedy: "Give a number from 1.",
      rule: "tier-subnets",
    };
  }
  if (newBits !== usualBits) yield* bitsRules(newBits, block, `${path}.newBits`);
}

/** Bits that make subnets of a size that AWS takes. */
export function* bitsRules(newBits: number, block: Block | undefined, path: string): Iterable<Finding> {
  // Of a range smaller than a subnet no number of bits makes one; the range is told so.
  if (block === undefined || block.prefix > 28) return;
  const prefix = block.prefix + newBits;
  if (newBits < 0 || prefix < 16 || prefix > 28) {
    yield {
      path,
      message: `${newBits} new bits make /${prefix} subnets of ${block.cidr}, and a subnet is /16 to /28`,
      remedy: `Give ${Math.max(0, 16 - block.prefix)} to ${28 - block.prefix}.`,
      rule: "subnet-size",
    };
  }
}

/** The name of a tier, which becomes part of its subnets' names. */
export function* tierNameRules(name: string, path: string): Iterable<Finding> {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(name)) return;
  yield {
    path,
    message: `${quote(name)} is no name of a tier`,
    remedy: "Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.",
    rule: "tier-name",
  };
}
