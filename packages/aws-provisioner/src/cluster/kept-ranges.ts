import type { ClusterDesign, Draft, StandingSubnet } from "@drydock/core/design";
import type { Notice } from "../engine/plan.ts";
import { Subnet } from "../kinds/subnet.ts";

/** What is said of subnets that keep their ranges, though the blueprint would now give them another size. */
export function keptRanges(
  { prefixes }: Pick<Draft, "prefixes">,
  { network }: Pick<ClusterDesign, "network">,
  standing: readonly StandingSubnet[],
): Notice[] {
  const ranges = new Map(standing.map(({ name, cidr }) => [name, cidr]));
  return network.subnets.flatMap(({ name, tier, cidr }): Notice[] => {
    const prefix = prefixes.get(tier);
    if (prefix === undefined || ranges.get(name) !== cidr || cidr.endsWith(`/${prefix}`)) return [];
    const address = `${Subnet.name}/${name}`;
    const message = `${address} keeps its range ${cidr}, though new subnets of its tier have /${prefix}: what stands in a subnet could not stay in another`;
    return [{ severity: "info", address, message }];
  });
}
