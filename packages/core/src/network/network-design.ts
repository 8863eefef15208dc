import type { ExistingNetwork } from "./existing-network.ts";
import type { Network } from "./network.ts";
import { existingSubnets, type ExistingSubnetDesign, type SubnetDesign } from "./subnet-plan.ts";

/** A network to be built, with its subnets computed. */
export interface NetworkDesign {
  readonly kind: "new";
  readonly cidr: string;
  /**
   * Zones by name, or how many to take from those that the region offers: all where it offers fewer.
   */
  readonly zones: number | readonly string[];
  readonly subnets: readonly SubnetDesign[];
  readonly nat: "per-zone" | "single" | "none";
  /** Services reached without leaving the network; `s3` is a gateway endpoint and costs nothing. */
  readonly endpoints: readonly string[];
}

/** A network that stands already. */
export interface ExistingNetworkDesign {
  readonly kind: "existing";
  readonly vpcId: string;
  readonly cidr: string;
  readonly subnets: readonly ExistingSubnetDesign[];
}

/** A network with everything computed. */
export function networkDesign(
  network: Network | ExistingNetwork,
  subnets: readonly SubnetDesign[],
): NetworkDesign | ExistingNetworkDesign {
  if (network.kind === "existing-network") {
    return { kind: "existing", vpcId: network.vpcId, cidr: network.cidr, subnets: existingSubnets(network) };
  }
  const { cidr, zones, nat, endpoints } = network;
  return { kind: "new", cidr, zones, subnets, nat, endpoints };
}
