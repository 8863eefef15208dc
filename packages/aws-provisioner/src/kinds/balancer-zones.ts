import type { Diagnostic } from "@drydock/systemd/ground";
import { type Around, type Deed, hindrance } from "../aws/deed.ts";
import { isRef } from "../engine/ref.ts";

/**
 * What is to move a network balancer to another subnet in a zone that it has: that takes two calls, and the
 * zone has no balancer for minutes in between (ELB user guide, "Availability Zones for your Network Load
 * Balancer").
 */
export function movedZones({ step, current, wanted }: Deed, { plan, observed }: Around): Diagnostic[] {
  if (step.action !== "update" || current?.props["type"] !== "network") return [];
  const zoneOf = (subnet: unknown): unknown => {
    const found = isRef(subnet)
      ? plan.resources.find(({ address }) => address === subnet.$ref)
      : observed.find(({ id }) => id === subnet);
    return found?.props["zone"];
  };
  const idOf = (subnet: unknown): unknown =>
    isRef(subnet) && plan.steps.every(({ action, address }) => action !== "create" || address !== subnet.$ref)
      ? observed.find(({ address }) => address === subnet.$ref)?.id
      : subnet;
  const before = listed(current.props["subnetIds"]);
  const after = listed(wanted?.props["subnetIds"]).map((subnet) => ({ id: idOf(subnet), zone: zoneOf(subnet) }));
  const left = new Set(before.filter((id) => after.every((one) => one.id !== id)).map(zoneOf));
  const moved = after.filter(({ id, zone }) => zone !== undefined && !before.includes(id) && left.has(zone));
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

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
