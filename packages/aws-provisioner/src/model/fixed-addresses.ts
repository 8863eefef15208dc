import type { ClusterDesign, RoleDesign } from "@drydock/core/design";
import { addressOf } from "../engine/graph.ts";
import { keepsInterfaces } from "../kinds/in-design.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";

/** The machines of a role that have interfaces of their own, which keep their addresses. */
function kept(role: RoleDesign): readonly { readonly name: string; readonly subnet: string }[] {
  const { nodes } = role;
  if (nodes.kind === "members") return nodes.members;
  if (nodes.kind !== "machines" || !keepsInterfaces(role)) return [];
  return nodes.machines.filter(({ address }) => address !== undefined);
}

/**
 * The interfaces that hold fixed addresses in some subnets. What has AWS draw addresses there comes after
 * them: it takes any that is free, theirs too, and a balancer or a gateway never gives one back.
 */
export function fixedAddressesIn(
  { roles }: Pick<ClusterDesign, "roles">,
  subnets: readonly string[],
): { readonly address: string }[] {
  return roles
    .flatMap(kept)
    .filter(({ subnet }) => subnets.includes(subnet))
    .map(({ name }) => ({ address: addressOf(NetworkInterface, name) }));
}
