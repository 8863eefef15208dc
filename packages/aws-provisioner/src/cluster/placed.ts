import type { ClusterDesign, Draft, StandingSubnet } from "@drydock/core/design";
import type { Look } from "../aws/cloud.ts";
import { offeredZones } from "../aws/zones.ts";
import { readState } from "../engine/observed.ts";
import { Subnet } from "../kinds/subnet.ts";
import type { Session } from "./session.ts";
import { standingSubnets } from "./standing-subnets.ts";

/** The design within the subnets that stand. Where it does not fit them, a listing may have left one out. */
export async function withinSubnets(draft: Draft, look: Look, { provider, signal }: Session): Promise<ClusterDesign> {
  const { resources: first } = await readState(look, [Subnet]);
  try {
    return draft.within({ standing: standingSubnets(first) });
  } catch (error) {
    const known = new Set(first.map(({ id }) => id));
    const more = (await readState(provider.look(signal), [Subnet])).resources.filter(({ id }) => !known.has(id));
    if (more.length === 0) throw error;
    return draft.within({ standing: standingSubnets([...first, ...more]) });
  }
}

/**
 * The design where the network's subnets stand. The region is asked for its zones only where the network
 * takes more of them than these lie in.
 */
export async function placed(
  draft: Draft,
  { network }: ClusterDesign,
  standing: readonly StandingSubnet[],
  { clients, signal }: Session,
): Promise<ClusterDesign> {
  const zones = new Set(standing.map(({ zone }) => zone));
  const numbers = new Set(standing.map(({ name }) => numberOf(name)));
  const isSettled =
    network.kind === "existing" ||
    typeof network.zones !== "number" ||
    (zones.size >= network.zones && network.subnets.every(({ name }) => numbers.has(numberOf(name))));
  return draft.within(isSettled ? { standing } : { standing, offered: await offeredZones(clients, signal) });
}

/** Of which zone a subnet is, counted from 1: `2` for `private-2`. */
function numberOf(name: string): string {
  return name.slice(name.lastIndexOf("-") + 1);
}
