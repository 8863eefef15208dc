import { mostZones, type Network } from "./network.ts";
import { placeOf, type StandingSubnet, type Surroundings } from "./standing-subnet.ts";

/** A zone of a network: its number within one design, and its name where it is known. */
export interface NumberedZone {
  readonly number: number;
  readonly name: string | undefined;
}

/**
 * The zones over which a network's subnets are dealt, in the order of their turns. Of a network that says
 * only how many, those come first in which it stands, and there are no more than the region offers.
 */
export function numberZones(
  zones: Network["zones"],
  { standing = [], offered }: Surroundings,
): readonly NumberedZone[] {
  return namesOf(zones, standing, offered).map((name, number) => ({ number, name }));
}

function namesOf(
  zones: Network["zones"],
  standing: readonly StandingSubnet[],
  offered: readonly string[] | undefined,
): readonly (string | undefined)[] {
  if (typeof zones !== "number") return zones;
  // Of more zones than there can be, only the number of zones is wrong.
  const count = Math.min(Math.max(1, zones), mostZones);
  const known = standing
    .map(({ name, zone }) => ({ zone, index: placeOf(name)?.index ?? Infinity }))
    .toSorted((a, b) => a.index - b.index || compare(a.zone, b.zone))
    .map(({ zone }) => zone);
  const others = offered ?? Array.from({ length: count }, () => undefined);
  const taken = [...new Set(known), ...others.filter((name) => name === undefined || !known.includes(name))];
  // By name, so that of a network that is half made the rest is dealt as all of it was meant to be.
  return taken.slice(0, count).toSorted((a, b) => compare(a ?? "~", b ?? "~"));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
