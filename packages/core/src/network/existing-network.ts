import { z } from "zod";
import { freeze } from "../freeze.ts";
import { present } from "../present.ts";

/** A network that stands already and that Drydock never changes. */
export interface ExistingNetwork {
  readonly kind: "existing-network";
  readonly vpcId: string;
  readonly cidr: string;
  readonly subnets: readonly ExistingSubnet[];
  readonly dns?: string;
}

/** One subnet of an existing network, in the tier that the blueprint's roles name. */
export interface ExistingSubnet {
  readonly tier: string;
  readonly id: string;
  readonly cidr: string;
  /** Zone by name, such as `us-west-2a`. */
  readonly zone: string;
  /** Whether its default route leads to an internet gateway. */
  readonly public: boolean;
}

export interface ExistingNetworkOptions {
  /** `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /** The VPC's primary range. */
  readonly cidr: string;
  /** Its subnets by tier. A subnet counts as public when its tier is named `public`, unless `public` says otherwise. */
  readonly subnets: Readonly<Record<string, readonly ExistingSubnetOptions[]>>;
  /** Name of a private DNS zone that Drydock makes for members and services. Default: no zone. */
  readonly dns?: string;
}

export interface ExistingSubnetOptions {
  /** `subnet-0123456789abcdef0`. */
  readonly id: string;
  readonly cidr: string;
  readonly zone: string;
  readonly public?: boolean;
}

export const existingNetworkSchema = z.strictObject({
  kind: z.literal("existing-network"),
  vpcId: z.string(),
  cidr: z.string(),
  subnets: z.array(
    z.strictObject({ tier: z.string(), id: z.string(), cidr: z.string(), zone: z.string(), public: z.boolean() }),
  ),
  dns: z.string().optional(),
});

/** An existing VPC in the place of a network layer. Private subnets are taken to have a way out of their own. */
export function existingNetwork(options: ExistingNetworkOptions): ExistingNetwork {
  const { vpcId, cidr, subnets, dns, ...unknown } = options ?? {};
  const flat = Object.entries(subnets ?? {}).flatMap(([tier, list]) =>
    (Array.isArray(list) ? list : []).map((subnet) => ({ tier, public: tier === "public", ...subnet })),
  );
  return freeze({ kind: "existing-network" as const, vpcId, cidr, subnets: flat, ...present({ dns }), ...unknown });
}
