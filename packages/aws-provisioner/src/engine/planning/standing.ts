import type { AnyKind } from "../kind.ts";
import { byId, type ObservedResource } from "../observed.ts";
import { Bearers } from "./bearers.ts";
import { stringsIn } from "./mentions.ts";

/** What stands, to be looked up. */
export interface Standing {
  /** What has that id; of several that share it the first. */
  readonly withId: (id: unknown) => ObservedResource | undefined;
  /** What has any of these names in its fields, in its order. */
  readonly mentioning: (names: Iterable<string>) => readonly ObservedResource[];
}

export function standingOf(observed: readonly ObservedResource[]): Standing {
  const ids = byId(observed);
  const bearers = new Bearers(observed, ({ props }) => stringsIn(props));
  return {
    withId: (id) => (typeof id === "string" ? ids.get(id) : undefined),
    mentioning: (names) => bearers.ofAny(names),
  };
}

/** Kinds by their names, with their places in the order of creation. */
export interface Ranked {
  readonly kindOf: (name: string) => AnyKind | undefined;
  /** From 0; -1 for a name that there is not. */
  readonly rankOf: (name: string) => number;
}

export function ranked(kinds: readonly AnyKind[]): Ranked {
  const ranks = new Map(kinds.map(({ name }, rank) => [name, rank]));
  const rankOf = (name: string) => ranks.get(name) ?? -1;
  return { rankOf, kindOf: (name) => kinds[rankOf(name)] };
}
