import type * as z from "zod/mini";
import type { AnyPart } from "../src/parts.ts";
import type { Leaf } from "./every-number.ts";
import { visitSchemas } from "./visit-schemas.ts";

/**
 * A field that takes a number, and every place of a blueprint where it may stand: `pools.*.allow[].ports[]`.
 */
export type NumberField = readonly string[];

/**
 * The fields of all parts that take a number. One that several parts share, as those of every role, is one.
 */
export function numberFields(parts: Readonly<Record<string, AnyPart>>): NumberField[] {
  const places = new Map<z.core.$ZodType, Map<string, Set<string>>>();
  visitSchemas(parts, (schema, { type }, place) => {
    if (type !== "number") return;
    const byName = places.get(schema) ?? new Map<string, Set<string>>();
    const name = place.slice(place.lastIndexOf(".") + 1);
    places.set(schema, byName.set(name, (byName.get(name) ?? new Set()).add(place)));
  });
  return [...places.values()].flatMap((byName) => [...byName.values()].map((found) => [...found]));
}

/**
 * The place of a number as fields are named: which entry of a list, a record or a part it is does not count.
 */
export function placeOf(leaf: Leaf, parts: Readonly<Record<string, object>>): string {
  return leaf
    .map((name, at) => {
      if (at === 0) return name;
      if (at === 1 && "entry" in (parts[leaf[0] ?? ""] ?? {})) return ".*";
      if (leaf[at - 1] === "schedules") return ".*";
      return /^\d+$/.test(name) ? "[]" : `.${name}`;
    })
    .join("");
}
