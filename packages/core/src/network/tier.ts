import { z } from "zod";

/** A row of subnets with one purpose, dealt over the zones in turn. */
export interface Tier {
  readonly name: string;
  /** Whether its default route leads to the internet gateway; the others leave through NAT, if at all. */
  readonly public: boolean;
  /** How many subnets. */
  readonly subnets: number;
  /** Bits that its subnets' prefix has more than the network's: 8 makes /24 subnets of a /16. */
  readonly newBits: number;
}

/** What may be said of a tier. */
export interface TierOptions {
  /** Whether its default route leads to the internet gateway. Default: only in the tier named `public`. */
  readonly public?: boolean;
  /** How many subnets. Default: one per zone. */
  readonly subnets?: number;
  /** Default: the network's. */
  readonly newBits?: number;
}

export const tierSchema = z.strictObject({
  name: z.string(),
  public: z.boolean(),
  // The quota of subnets in a VPC; more would only cost time to plan.
  subnets: z.int().max(200),
  newBits: z.int(),
});
