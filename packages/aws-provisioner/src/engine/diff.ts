import { isDeepStrictEqual } from "node:util";
import { canonicalJson } from "@drydock/systemd/ground";
import type { AnyKind } from "./kind.ts";
import type { PlanStep } from "./plan.ts";

/** One field that differs: what stands in the account, and what the blueprint says. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  /** May hold references, where the value exists only once its producer does. */
  readonly after: unknown;
  /** Whether the difference can be mended in place. */
  readonly inPlace: boolean;
}

/** Whether a difference is one of the blueprint's tags, which stand beside the fields under `tags.<key>`. */
export function isTagChange({ field }: Pick<Change, "field">): boolean {
  return field.startsWith("tags.");
}

/** The key of the tag that such a difference is about. */
export function tagKeyOf({ field }: Pick<Change, "field">): string {
  return field.slice("tags.".length);
}

type Shape = Pick<AnyKind, "mutable" | "replacedFor" | "unordered" | "unread" | "same" | "clears">;

/**
 * The fields in which `observed` differs from `desired`. A desired field that is undefined, or that cannot be
 * read back, is not compared; of those that the kind clears, one that is undefined is to be absent.
 */
export function differences(
  kind: Shape,
  desired: Readonly<Record<string, unknown>>,
  observed: Readonly<Record<string, unknown>>,
): Change[] {
  const fields = new Set([...Object.keys(desired), ...(kind.clears ?? [])]);
  return [...fields].flatMap((field) => {
    const after = desired[field];
    const isOpen = after === undefined && kind.clears?.includes(field) !== true;
    if (isOpen || kind.unread?.includes(field)) return [];
    const before = observed[field];
    const isSame = kind.same?.[field] ?? (kind.unordered?.includes(field) ? sameSet : isEqual);
    if (isSame(before, after)) return [];
    const inPlace = kind.mutable.includes(field) && kind.replacedFor?.[field]?.(before, after) !== true;
    return [{ field, before, after, inPlace }];
  });
}

/**
 * The blueprint's own tags in which what is observed differs from what is wanted, by key. None where the kind
 * bears no tags.
 */
export function tagDifferences(
  observed: Readonly<Record<string, string>> | undefined,
  wanted: Readonly<Record<string, string>>,
): Change[] {
  if (observed === undefined) return [];
  // Maps, because a key may be any text, also a name that every object inherits, such as "constructor".
  const [had, wants] = [new Map(Object.entries(observed)), new Map(Object.entries(wanted))];
  const keys = [...new Set([...had.keys(), ...wants.keys()])].toSorted();
  const differing = keys.filter((key) => had.get(key) !== wants.get(key));
  return differing.map((key) => ({
    field: `tags.${key}`,
    before: had.get(key),
    after: wants.get(key),
    inPlace: true,
  }));
}

/** The fields of a resource that a step with these changes does not care about: others move them. */
export function unminded(
  { restless = [] }: Pick<AnyKind, "restless">,
  changes: readonly Pick<Change, "field">[],
): readonly string[] {
  return restless.filter((restlessField) => !changes.some(({ field }) => field === restlessField));
}

/**
 * The wanted fields that a step brings about: all of a creation, and of an update those that it cares about.
 */
export function mindedBy(
  { action, changes }: Pick<PlanStep, "action" | "changes">,
  kind: Pick<AnyKind, "restless">,
  props: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (action !== "update") return props;
  const passed = unminded(kind, changes);
  return Object.fromEntries(Object.entries(props).filter(([field]) => !passed.includes(field)));
}

/** Drops fields that are undefined, which mean the same as absent ones. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(canonicalJson(value));
}

function isEqual(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(plain(before), plain(after));
}

function sameSet(before: unknown, after: unknown): boolean {
  const sorted = (list: unknown) => (Array.isArray(list) ? list.map(canonicalJson).toSorted() : []);
  return isDeepStrictEqual(sorted(before), sorted(after));
}
