import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { entriesOf } from "../shared.ts";
import type { WantedNeeds } from "./add-needs.ts";
import { Bearers } from "./bearers.ts";
import type { DeletionInput, Leaving } from "./deletion-edges.ts";
import { namesOf, stringsIn } from "./mentions.ts";
import { ranked } from "./standing.ts";

type Led = Pick<DeletionInput, "leaving" | "making" | "kinds" | "standing">;

/** The id of what a resource serves in. */
export function placeOf({ kind, resource }: Pick<Leaving, "kind" | "resource">): string | undefined {
  const place = kind.servesIn === undefined ? undefined : resource.props[kind.servesIn];
  return typeof place === "string" ? place : undefined;
}

/** What sends others somewhere, and the step by which it ceases to. */
interface Leading {
  readonly leading: ObservedResource;
  readonly step: PlanStep;
}

/**
 * Looks up who sends others to what one that goes serves in, beside those that serve there like it, and the
 * steps by which they cease to: the same for all that serve in one place.
 */
export function leadingTo({ leaving, making, kinds, standing }: Led): (one: Leaving) => readonly Leading[] {
  const { kindOf } = ranked(kinds);
  const leavingOf = new Map(leaving.map((one) => [one.resource, one]));
  const known = new Map<string, readonly Leading[]>();
  const find = (place: string): readonly Leading[] => {
    const there = standing.withId(place);
    const placeKind = there && kindOf(there.kind);
    const names = placeKind === undefined || there === undefined ? [place] : namesOf(placeKind, there);
    return standing.mentioning(names).flatMap((leading): Leading[] => {
      const kind = kindOf(leading.kind);
      if (kind?.servesIn !== undefined && leading.props[kind.servesIn] === place) return [];
      const going = leavingOf.get(leading);
      if (going !== undefined) return [{ leading, step: going.step }];
      const update = making.get(leading.address);
      const moves = update?.action === "update" && names.some((name) => leadsAway(update, kind, name));
      return moves ? [{ leading, step: update }] : [];
    });
  };
  return (one) => {
    const place = placeOf(one);
    if (place === undefined) return [];
    const found = known.get(place) ?? find(place);
    known.set(place, found);
    return found;
  };
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
  const leadingOf = leadingTo(input);
  const leaving = new Bearers(input.leaving, ({ resource }) => [resource.id]);
  for (const one of input.leaving) {
    if (one.kind.servesIn === undefined) continue;
    const owner = diesWith.get(one.step.id);
    if (owner === undefined && one.kind.servesToTheLast === true) continue;
    const first = leadingOf(one).map(({ step }) => step.id);
    if (first.length === 0) continue;
    yield [owner ?? one.step.id, first];
    for (const { step } of leaving.ofAny(aboutWhat(one))) yield [step.id, first];
  }
}

/** The ids of what serves by one that goes. */
function aboutWhat({ kind, resource }: Leaving): readonly string[] {
  return (kind.notHolding ?? []).flatMap((field) => {
    const id = resource.props[field];
    return typeof id === "string" ? [id] : [];
  });
}
