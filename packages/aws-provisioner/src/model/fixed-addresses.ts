import type { ClusterDesign, RoleDesign } from "@drydock/core/design";

/** The subnets in which something of a role has a fixed address. */
function subnetsOf({ nodes }: RoleDesign): readonly string[] {
  if (nodes.kind === "group") return [];
  const places: readonly { readonly address: string | undefined; readonly subnet: string }[] =
    nodes.kind === "members" ? nodes.members : nodes.machines;
  return places.flatMap(({ address, subnet }) => (address === undefined ? [] : [subnet]));
}

/**
 * Those of some subnets in which there are fixed addresses. What has AWS draw addresses there comes after
 * whatever claims them, an interface of its own or a machine: AWS takes any that is free, theirs too, and a
 * balancer or a gateway never gives one back.
 */
export function drawingFrom(
  { roles }: Pick<ClusterDesign, "roles">,
  subnets: readonly string[],
): { readonly draws: readonly string[] } {
  const claimed = claimedSubnets(roles);
  return { draws: subnets.filter((subnet) => claimed.has(subnet)) };
}

/** Asked for each machine of a design, whose roles do not change. */
const known = new WeakMap<readonly RoleDesign[], ReadonlySet<string>>();

function claimedSubnets(roles: readonly RoleDesign[]): ReadonlySet<string> {
  const claimed = known.get(roles) ?? new Set(roles.flatMap(subnetsOf));
  known.set(roles, claimed);
  return claimed;
}
