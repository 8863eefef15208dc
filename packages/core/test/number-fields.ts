import type * as z from "zod/mini";
import type { parts } from "../src/parts.ts";
import type { Leaf } from "./every-number.ts";

/** A field that takes a number, and every place of a blueprint where it may stand: `pools.*.allow[].ports[]`. */
export type NumberField = readonly string[];

/** What a schema is made of, as far as one of another kind may stand in it. */
type Definition = z.core.$ZodTypes["_zod"]["def"];

/**
 * The fields of all parts that take a number, those inside their objects, lists and choices too. A field that
 * several parts share, as those of every role, is one.
 */
export function numberFields(all: Readonly<Record<string, (typeof parts)[keyof typeof parts]>>): NumberField[] {
  const places = new Map<z.core.$ZodType, Map<string, Set<string>>>();
  const add = (schema: z.core.$ZodType, place: string): void => {
    const byName = places.get(schema) ?? new Map<string, Set<string>>();
    const name = place.slice(place.lastIndexOf(".") + 1);
    places.set(schema, byName.set(name, (byName.get(name) ?? new Set()).add(place)));
  };
  const visit = (schema: z.core.$ZodType, place: string): void => {
    const def = schema._zod.def as Definition;
    switch (def.type) {
      case "number":
        return add(schema, place);
      case "object":
        for (const [name, inner] of Object.entries(def.shape)) visit(inner, `${place}.${name}`);
        return;
      case "array":
        return visit(def.element, `${place}[]`);
      case "tuple":
        for (const item of def.items) visit(item, `${place}[]`);
        return;
      case "record":
        return visit(def.valueType, `${place}.*`);
      case "union":
        for (const option of def.options) visit(option, place);
        return;
      case "optional":
      case "default":
      case "prefault":
        return visit(def.innerType, place);
      case "pipe":
        visit(def.in, place);
        return visit(def.out, place);
      case "string":
      case "boolean":
      case "enum":
      case "literal":
      case "transform":
        return;
      default:
        throw new Error(`${place} is of a kind that this list does not know: ${def.type}`);
    }
  };
  for (const [name, part] of Object.entries(all)) {
    if ("entry" in part) visit(part.entry, `${name}.*`);
    else visit(part.schema, name);
  }
  return [...places.values()].flatMap((byName) => [...byName.values()].map((found) => [...found]));
}

/** The place of a number as fields are named: which entry of a list or of a part it is does not count. */
export function placeOf(leaf: Leaf, all: Readonly<Record<string, object>>): string {
  return leaf
    .map((name, at) => {
      if (at === 0) return name;
      if (at === 1 && "entry" in (all[leaf[0] ?? ""] ?? {})) return ".*";
      return /^\d+$/.test(name) ? "[]" : `.${name}`;
    })
    .join("");
}
