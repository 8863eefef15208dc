import type { NetworkDesign } from "@drydock/core";
import { ProvisionError } from "../engine/error.ts";
import { addressOf } from "../engine/graph.ts";
import type { ObservedState } from "../engine/observed.ts";
import type { Clients } from "./services.ts";
import { Subnet } from "../kinds/subnet.ts";

/**
 * The zones that a network's zones stand for. Subnets that exist say it themselves, so that a zone which the region adds later
 * moves nothing; AWS is asked only where some are missing. Throws `zones-unavailable`.
 */
export async function zonesFor(
  { ec2 }: Pick<Clients, "ec2">,
  network: Pick<NetworkDesign, "zones" | "subnets">,
  observed: ObservedState,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  if (typeof network.zones !== "number") return network.zones;
  const standing = network.subnets.map(({ name, zone }) => {
    const subnet = observed.resources.find(({ address }) => address === addressOf(Subnet, name));
    return [zone, subnet?.props["zone"] as string | undefined] as const;
  });
  const known = new Map(standing.filter(([, name]) => name !== undefined));
  const wanted = Array.from({ length: network.zones }, (_, zone) => zone);
  if (wanted.every((zone) => known.has(zone))) return wanted.map((zone) => known.get(zone)!);

  const Filters = [
    { Name: "state", Values: ["available"] },
    { Name: "zone-type", Values: ["availability-zone"] },
  ];
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({ Filters }, { abortSignal });
  const offered = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).toSorted();
  if (offered.length === 0)
    throw new ProvisionError("zones-unavailable", "the region offers no availability zone to this account");
  const free = offered.filter((name) => ![...known.values()].includes(name));
  return wanted.map((zone) => known.get(zone) ?? (free.length > 0 ? free.shift()! : offered[zone % offered.length]!));
}
