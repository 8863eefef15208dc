import { list, object, required, text } from "@drydock/systemd/ground";

/** A subnet of a network to be built that stands already, as the account shows it. */
export interface StandingSubnet {
  /** `private-2`: the tier and an index from 1. */
  readonly name: string;
  readonly cidr: string;
  /** Its zone by name, such as `us-west-2a`. */
  readonly zone: string;
}

/** What is known of the account in which a network is to be built. */
export interface Surroundings {
  /**
   * Subnets of the blueprint's own network that stand: they keep their names, zones and ranges. Default:
   * none.
   */
  readonly standing?: readonly StandingSubnet[];
  /**
   * Names of the zones that the region offers, in the order in which they are taken where the network says
   * only how many. Default: unknown, and enough.
   */
  readonly offered?: readonly string[];
}

/** The fields of `Surroundings`, as they are checked. */
export const surroundingsShape = object<Surroundings>({
  standing: list(object<StandingSubnet>({ name: required(text), cidr: required(text), zone: required(text) })),
  offered: list(text),
});

/** The tier and the 0-based index that a subnet's name holds; undefined for any other name. */
export function placeOf(name: string): { readonly tier: string; readonly index: number } | undefined {
  const [, tier, number] = /^(.+)-([1-9]\d*)$/.exec(name) ?? [];
  return tier === undefined ? undefined : { tier, index: Number(number) - 1 };
}
