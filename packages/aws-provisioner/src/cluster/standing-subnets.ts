import type { StandingSubnet } from "@drydock/core/design";
import type { ObservedResource } from "../engine/observed.ts";
import { Subnet } from "../kinds/subnet.ts";

/**
 * The cluster's own subnets among what was observed: what its next design leaves where it is. Of those that
 * were made twice, as networks of one cluster can be, the ones in the network that holds more.
 */
export function standingSubnets(observed: readonly ObservedResource[]): StandingSubnet[] {
  const own = observed.filter(
    ({ kind, name, status }) => kind === Subnet.name && name !== undefined && status !== "deleting",
  );
  const sizes = new Map<unknown, number>();
  for (const { props } of observed) sizes.set(props["vpcId"], (sizes.get(props["vpcId"]) ?? 0) + 1);
  const sizeOf = ({ props }: ObservedResource) => sizes.get(props["vpcId"]) ?? 0;
  const byName = new Map<string, ObservedResource>();
  for (const one of own) {
    const { name = "" } = one;
    const known = byName.get(name);
    if (known === undefined || sizeOf(known) < sizeOf(one)) byName.set(name, one);
  }
  return [...byName].map(([name, { props }]) => ({ name, cidr: String(props["cidr"]), zone: String(props["zone"]) }));
}
