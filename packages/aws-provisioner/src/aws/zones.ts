import type { NetworkDesign } from "@drydock/core/design";
import { ProvisionError } from "../engine/error.ts";
import { addressOf } from "../engine/graph.ts";
import type { ObservedState } from "../engine/observed.ts";
import type { Clients } from "./services.ts";
import { Subnet } from "../kinds/subnet.ts";

/**
 * The zones that a network's zones stand for. Subnets that exist say it themselves, so that a zone which the
 * region adds later moves nothing; AWS is asked only where some are missing. Throws `zones-unavailable`.
 */
export async function zonesFor(
  { ec2 }: Pick<Clients, "ec2">,
  network: Pick<NetworkDesign, "zones" | "subnets">,
  observed: ObservedState,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  if (typeof network.zones !== "number") return network.zones;
  const known = new Map(
    network.subnets.flatMap(({ name, zone }): [number, string][] => {
      const subnet = observed.resources.find(({ address }) => address === addressOf(Subnet, name));
      return subnet === undefined ? [] : [[zone, String(subnet.props["zone"])]];
    }),
  );
  const names = Array.from({ length: network.zones }, (_, zone) => known.get(zone));
  const standing = names.filter((name) => name !== undefined);
  if (standing.length === names.length) return standing;

  const Filters = [
    { Name: "state", Values: ["available"] },
    { Name: "zone-type", Values: ["availability-zone"] },
  ];
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({ Filters }, { abortSignal });
  const offered = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).toSorted();
  const free = offered.filter((name) => !standing.includes(name));
  return names.map((name, zone) => name ?? free.shift() ?? wrapped(offered, zone));
}

/** Where more zones are wanted than there are, they stand for the same ones again. */
function wrapped(offered: readonly string[], zone: number): string {
  const name = offered[zone % offered.length];
  if (name !== undefined) return name;
  throw new ProvisionError("zones-unavailable", "the region offers no availability zone to this account");
}
