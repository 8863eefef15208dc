import { placeOf, type StandingSubnet } from "./standing-subnet.ts";
import type { Tier } from "./tier.ts";
import type { NumberedZone } from "./zone-numbers.ts";

/** One subnet of a tier: its name and zone, and its range where that is settled. */
export interface SubnetPlace {
  readonly name: string;
  /** Number of its zone. */
  readonly zone: number;
  readonly zoneName: string | undefined;
  readonly cidr: string | undefined;
}

/**
 * The subnets of a tier by their index: those that stand and stay, and new ones, each in the zone whose turn
 * it is, or, where some leave or what stands was dealt to other zones, the one that has the fewest; under the
 * first index that no subnet of the tier has or had until now. One that takes the range of a subnet that
 * leaves takes its name too: it can come only when that has gone.
 */
export function placesOf(
  tier: Tier,
  zones: readonly NumberedZone[],
  standing: readonly StandingSubnet[],
): SubnetPlace[] {
  const own = standing
    .flatMap((subnet) => {
      const place = placeOf(subnet.name);
      return place?.tier === tier.name ? [{ ...subnet, index: place.index }] : [];
    })
    .toSorted((a, b) => a.index - b.index);
  const staying = own
    .flatMap((subnet) => {
      const zone = zones.find(({ name }) => name === subnet.zone);
      return zone === undefined || tier.cidrs?.includes(subnet.cidr) === false
        ? []
        : [{ ...subnet, zone: zone.number, zoneName: zone.name }];
    })
    .slice(0, tier.subnets);
  const places: (SubnetPlace & { readonly index: number })[] = [...staying];
  // What stands as it would be dealt to these zones in turn is a part of that, and the rest follows; unless
  // some of it leaves, whose zones are then those without.
  const isDealt = own.length === staying.length && places.every(({ index, zone }) => zone === index % zones.length);
  const given = (tier.cidrs ?? []).filter((cidr) => !staying.some((subnet) => subnet.cidr === cidr));
  while (places.length < tier.subnets) {
    const cidr = given.shift();
    const index = own.find((subnet) => subnet.cidr === cidr)?.index ?? firstFree([...own, ...places]);
    const zone = isDealt ? zones[index % zones.length] : emptiest(zones, places);
    const name = `${tier.name}-${index + 1}`;
    places.push({ name, index, cidr, zone: zone?.number ?? 0, zoneName: zone?.name });
  }
  return places.toSorted((a, b) => a.index - b.index);
}

function firstFree(taken: readonly { readonly index: number }[]): number {
  const indices = new Set(taken.map(({ index }) => index));
  let index = 0;
  while (indices.has(index)) index += 1;
  return index;
}

/** The zone that has the fewest of these subnets, and of several the first. */
function emptiest(zones: readonly NumberedZone[], places: readonly SubnetPlace[]): NumberedZone | undefined {
  const count = ({ number }: NumberedZone) => places.filter(({ zone }) => zone === number).length;
  return zones.reduce<NumberedZone | undefined>(
    (best, zone) => (best === undefined || count(zone) < count(best) ? zone : best),
    undefined,
  );
}
