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
  const isHomeless =
    state.resources.every(({ kind }) => kind !== Vpc.name) &&
    state.resources.some(({ props }) => typeof props["vpcId"] === "string");
  const main = { kind: Vpc.name, name: "main", address: `${Vpc.name}/main`, props: { cidr: network.cidr }, after: [] };
  const housed = isHomeless ? await lookAgain(state, { ...input, wanted: [main] }) : state;
  const there = new Set(housed.resources.map(({ address }) => address));
  const lacking = network.subnets
    .map(({ name }) => ({ address: `${Subnet.name}/${name}`, props: {} }))
    .filter(({ address }) => !there.has(address));
  if (lacking.length === 0) return housed;
  const found = await input.provider.seek(input.signal, Subnet.name, lacking, housed.resources);
  return { ...housed, resources: [...housed.resources, ...found] };
}
