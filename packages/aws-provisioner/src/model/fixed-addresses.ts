import type { ClusterDesign } from "@drydock/core/design";
import { addressOf } from "../engine/graph.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";

/**
 * The interfaces that hold members' addresses in some subnets. What has AWS draw addresses there comes after
 * them: it takes any that is free, theirs too, and a balancer or a gateway never gives one back.
 */
export function fixedAddressesIn(
  { roles }: Pick<ClusterDesign, "roles">,
  subnets: readonly string[],
): { readonly address: string }[] {
  const members = roles.flatMap(({ nodes }) => (nodes.kind === "members" ? nodes.members : []));
  return members
    .filter(({ subnet }) => subnets.includes(subnet))
    .map(({ name }) => ({ address: addressOf(NetworkInterface, name) }));
}
