import type { Diagnostic } from "@drydock/systemd/ground";
import { type Around, type Deed, hindrance } from "../aws/deed.ts";
import { subnetsOf } from "./standing-zones.ts";

/**
 * What would leave a balancer without a zone in which it stands: a network balancer comes to another subnet
 * in a zone that it has by two calls, and the zone has no balancer for minutes in between (ELB user guide,
 * "Availability Zones for your Network Load Balancer"); and in other zones only there are no machines yet.
 */
export function movedZones(deed: Deed, around: Around): Diagnostic[] {
  const { step, current } = deed;
  if (step.action !== "update" || current === undefined) return [];
  const { before, after } = subnetsOf(deed, around);
  const isThere = (zone: unknown) => zone !== undefined && before.some((one) => one.zone === zone);
  if (before.length > 0 && after.length > 0 && !after.some(({ zone }) => zone === undefined || isThere(zone)))
    return [
      hindrance(step, {
        message: `the balancer ${current.id} would leave all its zones at once, while its machines stand in them`,
        remedy: "Apply it in two steps: first with the new zones beside one that stays, then without that one.",
        rule: "balancer-zones-left",
      }),
    ];
  if (current.props["type"] !== "network") return [];
  const left = before.filter(({ subnet }) => after.every((one) => one.subnet !== subnet));
  const moved = after.filter(({ subnet, zone }) => {
    return before.every((one) => one.subnet !== subnet) && left.some((one) => zone !== undefined && one.zone === zone);
  });
  if (moved.length === 0) return [];
  return [
    hindrance(step, {
      message: `the network balancer ${current.id} would come to another subnet in ${moved.map(({ zone }) => zone).join(", ")}, where it has one`,
      remedy:
        "Let the tier keep its ranges; or give what is exposed by it another balancer, by name, which comes before this one goes.",
      rule: "balancer-zone-kept",
    }),
  ];
}
