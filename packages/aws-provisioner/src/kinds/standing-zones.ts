import type { Around, Deed } from "../aws/deed.ts";
import { isRef } from "../engine/ref.ts";

/** A subnet with its zone: its id where it stands, and else the reference to it. */
export interface Placed {
  readonly subnet: unknown;
  readonly zone: unknown;
}

/** The subnets that something has which a deed is about, and those that it is to have. */
export function subnetsOf({ current, wanted }: Deed, { plan, observed }: Around) {
  const made = new Set(plan.steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));
  const place = (subnet: unknown): Placed => {
    if (!isRef(subnet)) return { subnet, zone: observed.find(({ id }) => id === subnet)?.props["zone"] };
    const zone = plan.resources.find(({ address }) => address === subnet.$ref)?.props["zone"];
    const standing = made.has(subnet.$ref) ? undefined : observed.find(({ address }) => address === subnet.$ref);
    return { subnet: standing?.id ?? subnet, zone };
  };
  const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    before: listed(current?.props["subnetIds"]).map(place),
    after: listed(wanted?.props["subnetIds"]).map(place),
  };
}
