import { directives, introducedIn } from "./directives.gen.ts";
import { nearest } from "../ground/nearest.ts";
import type { Problem } from "../text/problem.ts";
import { insteadOf } from "./obsolete-directives.ts";
import type { ValueKind } from "../value/value-kinds.ts";

/** The directives of each section with the kind of value each takes. */
export type Directives = typeof directives;
export type SectionName = keyof Directives;

/** Fails to compile when the generated table names a kind that `ValueByKind` lacks. */
const table: { readonly [Section in SectionName]: Readonly<Record<string, ValueKind>> } = directives;
const bySection: ReadonlyMap<string, ReadonlyMap<string, ValueKind>> = new Map(
  Object.entries(table).map(([section, keys]) => [section, new Map(Object.entries(keys))]),
);

/** The sections of systemd's units, in the order of its own list. */
export const sectionNames: readonly string[] = [...bySection.keys()];

/** The kind of value that a directive takes; undefined for one that does not exist. */
export function kindOfDirective(section: string, key: string): ValueKind | undefined {
  return bySection.get(section)?.get(key);
}

/**
 * The systemd release that introduced a directive; undefined when it is as old as the generated table, or
 * unknown.
 */
export function directiveSince(section: string, key: string): number | undefined {
  const name = `${section}.${key}`;
  return Object.hasOwn(introducedIn, name) ? introducedIn[name] : undefined;
}

/** A key that cannot stand where it does. */
export interface KeyProblem extends Problem {
  readonly rule: "unknown-key" | "obsolete-key";
}

/**
 * Why a key cannot stand in a section, with what to write instead; undefined when it can, or when the section
 * itself is not one of systemd's.
 */
export function problemOfKey(section: string, key: string): KeyProblem | undefined {
  const known = bySection.get(section);
  if (known === undefined || known.has(key)) return undefined;
  const instead = insteadOf(section, key);
  if (instead !== undefined)
    return { rule: "obsolete-key", message: `${key}= is obsolete in [${section}]`, remedy: instead };
  const elsewhere = sectionNames.filter((other) => bySection.get(other)?.has(key)).map((name) => `[${name}]`);
  const message = `[${section}] has no ${key}=`;
  if (elsewhere.length > 0) return { rule: "unknown-key", message, remedy: `It belongs in ${elsewhere.join(" or ")}.` };
  const near = nearest(key, known.keys());
  return { rule: "unknown-key", message, ...(near !== undefined && { remedy: `Did you mean ${near}=?` }) };
}
