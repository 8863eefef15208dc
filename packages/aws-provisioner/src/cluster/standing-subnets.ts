import type { StandingSubnet } from "@drydock/core/design";
import type { ObservedResource } from "../engine/observed.ts";
import { Subnet } from "../kinds/subnet.ts";

/** The cluster's own subnets among what was observed: what its next design leaves where it is. */
export function standingSubnets(observed: readonly ObservedResource[]): StandingSubnet[] {
  return observed.flatMap(({ kind, name, props, status }) =>
    kind === Subnet.name && name !== undefined && status !== "deleting"
      ? [{ name, cidr: String(props["cidr"]), zone: String(props["zone"]) }]
      : [],
  );
}
