import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { entriesOf } from "../shared.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { DeletionInput, Leaving } from "./deletion-edges.ts";
import { namesOf, stringsIn } from "./mentions.ts";

type Led = Pick<DeletionInput, "leaving" | "making" | "kinds" | "observed">;

/** The id of what a resource serves in. */
export function placeOf({ kind, resource }: Pick<Leaving, "kind" | "resource">): string | undefined {
  const place = kind.servesIn === undefined ? undefined : resource.props[kind.servesIn];
  return typeof place === "string" ? place : undefined;
}

/**
 * Who sends others to what one that goes serves in, beside those that serve there like it, and the steps by
 * which they cease to.
 */
export function leadingTo(
  one: Leaving,
  { leaving, making, kinds, observed }: Led,
): readonly { readonly leading: ObservedResource; readonly step: PlanStep }[] {
  const place = placeOf(one);
  if (place === undefined) return [];
  const kindOf = (name: string) => kinds.find((kind) => kind.name === name);
  const standing = observed.find(({ id }) => id === place);
  const placeKind = standing && kindOf(standing.kind);
  const names = placeKind === undefined || standing === undefined ? [place] : namesOf(placeKind, standing);
  const leads = ({ kind, props }: ObservedResource) => {
    const servesIn = kindOf(kind)?.servesIn;
    const isLikeIt = servesIn !== undefined && props[servesIn] === place;
    return !isLikeIt && stringsIn(props).some((text) => names.includes(text));
  };
  return observed.filter(leads).flatMap((leading) => {
    const going = leaving.find(({ resource }) => resource === leading);
    if (going !== undefined) return [{ leading, step: going.step }];
    const update = making.get(leading.address);
    const moves = update?.action === "update" && names.some((name) => leadsAway(update, kindOf(leading.kind), name));
    return moves ? [{ leading, step: update }] : [];
  });
}

/** Whether anything that led there leads elsewhere then: of what has entries of others too, one of them. */
function leadsAway({ changes }: PlanStep, kind: AnyKind | undefined, name: string): boolean {
  return changes.some(({ field, before, after }) => {
    const shared = kind?.shared?.[field];
    const parts = (value: unknown) =>
      shared?.keyOf === undefined ? new Map([["", value]]) : new Map<string, unknown>(entriesOf(shared, value));
    const later = parts(after);
    return [...parts(before)].some(
      ([key, part]) => stringsIn(part).includes(name) && !stringsIn(later.get(key)).includes(name),
    );
  });
}

/**
 * What serves goes when nobody is led any more to where it does, and so do what it vanishes with and what
 * it is about; unless
 * those wait for what comes in its place: of a row whose members are replaced old first, the first.
 */
export function* servedLast(input: Led, diesWith: ReadonlyMap<string, string>): Generator<WantedNeeds> {
  for (const one of input.leaving) {
    if (one.kind.servesIn === undefined) continue;
    const owner = diesWith.get(one.step.id);
    if (owner === undefined && one.kind.servesToTheLast === true) continue;
    const first = leadingTo(one, input).map(({ step }) => step.id);
    if (first.length === 0) continue;
    yield [owner ?? one.step.id, first];
    for (const { step } of standingOn(one, input)) yield [step.id, first];
  }
}

/** What goes and serves by that which is known to others. */
function standingOn({ kind, resource }: Leaving, { leaving }: Led): readonly Leaving[] {
  const about = kind.notHolding?.map((field) => resource.props[field]) ?? [];
  return leaving.filter((other) => about.includes(other.resource.id));
}
