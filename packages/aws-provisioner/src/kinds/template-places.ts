import * as z from "zod/mini";
import { digest } from "../engine/digest.ts";

/**
 * The subnets by their zones in which a group's machines are to stand. A version tells them in its
 * description, by a digest: another subnet in a zone that stays makes another version, by which machines are
 * replaced. Auto Scaling itself moves none for that, nor does an instance refresh look at subnets (user
 * guide, "Auto Scaling benefits", "Use an instance refresh with skip matching").
 */
export const placesField = z.optional(z.record(z.string(), z.array(z.string())));
type Places = z.infer<typeof placesField>;

/**
 * The description of a version, of at most 255 characters (EC2 API reference, CreateLaunchTemplateVersion).
 */
export function describePlaces(places: Places): string | undefined {
  if (places === undefined) return undefined;
  const zones = Object.entries(places).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return zones.map(([zone, subnets]) => `${zone}=${digestOf(subnets)}`).join(" ");
}

/**
 * The places that a description tells, each subnet's by the digest of its zone; undefined for any other
 * text.
 */
export function readPlaces(description: string | undefined): Places {
  const zones = (description ?? "").split(" ").map((word) => /^([a-z0-9-]+)=([0-9a-f]{8})$/.exec(word));
  if (!zones.every((zone) => zone !== null)) return undefined;
  return Object.fromEntries(zones.map(([, zone = "", subnets = ""]) => [zone, [subnets]]));
}

/**
 * Whether machines that stand in some places may stay where others are wanted: zones that come and go are
 * Auto Scaling's own business. Of what no description tells nothing is known, and nothing is moved.
 */
export function sameWhereBoth(told: Places, wanted: unknown): boolean {
  const known = new Map(Object.entries(told ?? {}));
  return Object.entries(wanted as Record<string, unknown[]>).every(([zone, subnets]) => {
    const before = known.get(zone);
    return before === undefined || digestOf(before) === digestOf(subnets) || before[0] === digestOf(subnets);
  });
}

function digestOf(subnets: readonly unknown[]): string {
  return digest([...subnets].map((subnet) => JSON.stringify(subnet)).toSorted()).slice(0, 8);
}
