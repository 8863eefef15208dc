import type { ClusterDesign } from "@drydock/core/design";
import type { Aws } from "../aws/cloud.ts";
import { type LookAgain, lookAgain } from "../engine/look-again.ts";
import type { ObservedState } from "../engine/observed.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";

/**
 * With the network and the subnets that a design lies in and that listings have missed, as what stands there
 * tells: where these are, the rest of it is to be. Costs no call where none is missing, or nothing stands.
 */
export async function withGround(
  state: ObservedState,
  { network }: ClusterDesign,
  input: Omit<LookAgain<Aws>, "wanted">,
): Promise<ObservedState> {
  if (network.kind !== "new" || state.resources.every(({ foreign }) => foreign)) return state;
  const main = { kind: Vpc.name, name: "main", address: `${Vpc.name}/main`, props: { cidr: network.cidr }, after: [] };
  const withHouse = async (seen: ObservedState) =>
    isHomeless(seen) ? lookAgain(seen, { ...input, wanted: [main] }) : seen;
  const housed = await withHouse(state);
  const there = new Set(housed.resources.map(({ address }) => address));
  const lacking = network.subnets
    .map(({ name }) => ({ address: `${Subnet.name}/${name}`, props: {} }))
    .filter(({ address }) => !there.has(address));
  if (lacking.length === 0) return housed;
  const found = await input.provider.seek(input.signal, Subnet.name, lacking, housed.resources);
  // What was missed may be what tells of the network.
  return withHouse({ ...housed, resources: [...housed.resources, ...found] });
}

/** Whether something stands in a network that is not seen. */
function isHomeless({ resources }: ObservedState): boolean {
  return (
    resources.every(({ kind }) => kind !== Vpc.name) &&
    resources.some(({ props }) => typeof props["vpcId"] === "string")
  );
}
