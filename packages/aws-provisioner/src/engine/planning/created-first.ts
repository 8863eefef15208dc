import { gather } from "../gather.ts";
import { needsOf } from "../graph.ts";
import type { ObservedResource } from "../observed.ts";
import { Bearers } from "./bearers.ts";
import type { Decision } from "./decide.ts";
import { namesOf, stringsIn } from "./mentions.ts";

/**
 * Addresses whose replacement is made before the old one goes. What waits for the successor of something
 * that must go first, by however many steps between, cannot be among them, whatever its kind would allow,
 * where the old one has to go before that goes: this would be a circle.
 *
 * @param decisions Producers first.
 * @param going What is to be deleted.
 */
export function createdFirst(
  decisions: ReadonlyMap<string, Decision>,
  going: readonly ObservedResource[],
): ReadonlySet<string> {
  const first = new Set<string>();
  const holdersOf = holdersAmong(decisions, going);
  /** What must go first, and for whose successors each address waits. */
  const waitsFor = new Map<string, ReadonlySet<Decision>>();
  /** The same of what claims something, by its place. */
  const claimed = new Map<string, Decision[]>();
  for (const [address, decision] of decisions) {
    const { resource, kind, action, current } = decision;
    if (action === "keep") continue;
    const { draws = [], claims } = resource;
    const awaited = new Set([
      ...needsOf(resource).flatMap((needed) => [...(waitsFor.get(needed) ?? [])]),
      ...draws.flatMap((place) => claimed.get(place) ?? []),
    ]);
    const isHeld = () => [...awaited].some((one) => holdersOf(one).has(current));
    const isFirst = action === "replace" && kind.replace === "create-first" && !isHeld();
    if (isFirst) first.add(address);
    const own = action === "replace" && !isFirst ? new Set([...awaited, decision]) : awaited;
    waitsFor.set(address, own);
    if (claims !== undefined) for (const one of own) gather(claimed, claims, one);
  }
  return first;
}

/** Looks up what goes and mentions what a decision is about, and what mentions that, and so on. */
function holdersAmong(
  decisions: ReadonlyMap<string, Decision>,
  going: readonly ObservedResource[],
): (decision: Decision) => ReadonlySet<ObservedResource | undefined> {
  const kinds = new Map([...decisions.values()].map((one) => [one.resource.kind, one.kind]));
  const bearers = new Bearers(going, ({ props }) => stringsIn(props));
  const known = new Map<Decision, ReadonlySet<ObservedResource>>();
  return (decision) => {
    const before = known.get(decision);
    if (before !== undefined) return before;
    const { current, kind } = decision;
    const found = new Set(current === undefined ? [] : [current]);
    for (const one of found)
      for (const other of bearers.ofAny(namesOf(kinds.get(one.kind) ?? kind, one))) found.add(other);
    known.set(decision, found);
    return found;
  };
}
