import type { ClusterDesign, RoleDesign } from "@drydock/core/design";
import { addressOf } from "../engine/graph.ts";
import { keepsInterfaces } from "../kinds/in-design.ts";
import { Instance } from "../kinds/instance.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";

interface Holder {
  readonly address: string;
  readonly subnet: string;
}

/**
 * What holds the fixed addresses of a role: an interface of its own, or the machine itself where that asks
 * for a public address, which AWS gives only to an interface that it makes.
 */
function holders(role: RoleDesign): readonly Holder[] {
  const { nodes } = role;
  const kind = keepsInterfaces(role) ? NetworkInterface : Instance;
  const places =
    nodes.kind === "members"
      ? nodes.members
      : nodes.kind === "machines"
        ? nodes.machines.filter(({ address }) => address !== undefined)
        : [];
  return places.map(({ name, subnet }) => ({ address: addressOf(kind, name), subnet }));
}

/**
 * What holds fixed addresses in some subnets. What has AWS draw addresses there comes after it: it takes any
 * that is free, theirs too, and a balancer or a gateway never gives one back.
 */
export function fixedAddressesIn(
  { roles }: Pick<ClusterDesign, "roles">,
  subnets: readonly string[],
): { readonly address: string }[] {
  return roles.flatMap(holders).flatMap(({ address, subnet }) => (subnets.includes(subnet) ? [{ address }] : []));
}
