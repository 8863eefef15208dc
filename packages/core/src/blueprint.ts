import { freeze } from "./freeze.ts";
import type { ValueOf } from "./part.ts";
import type { parts } from "./parts.ts";

type Known = typeof parts;

/** The parts of a blueprint. Only the network is needed. */
export interface BlueprintParts
  extends
    Readonly<{ [Name in keyof Pick<Known, "network">]: ValueOf<Known[Name]> }>,
    Readonly<{ [Name in keyof Omit<Known, "network">]?: ValueOf<Known[Name]> }> {}

/**
 * A cluster as a person describes it: frozen plain data, that prints, serialises and compares as JSON does.
 */
export type Blueprint<Parts extends BlueprintParts = BlueprintParts> = { readonly name: string } & Readonly<Parts>;

/** What the compiler says of a part that there is not, by what it would have to be. */
type NoOthers<Parts> = {
  readonly [Name in Exclude<keyof Parts, keyof BlueprintParts>]: Name extends string | number
    ? `a blueprint has no part ${Name}: it has ${PartNames}`
    : never;
};

/** The names of all parts, as they are listed in a sentence. */
type PartNames = "network, etcd, pools, secrets, buckets and tags";

/**
 * A blueprint of that name: 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter.
 * Nothing is checked here, so that `validateBlueprint` and `design` can report on everything at once.
 *
 * @example
 * ```ts
 * import { blueprint, network, validateBlueprint } from "@drydock/core";
 *
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * console.log(validateBlueprint(site)); // []
 * ```
 */
export function blueprint<const Parts extends BlueprintParts>(
  name: string,
  parts: Parts & NoOthers<Parts>,
): Blueprint<Parts> {
  return freeze({ name, ...(parts as Parts) });
}
