import { parts } from "../../packages/core/src/parts.ts";
import { visitSchemas } from "../../packages/core/test/visit-schemas.ts";

/** A place of a blueprint that takes a plain value, and what it takes as far as its schema says. */
export interface Place {
  /** `pools.*.expose[].port` */
  readonly path: string;
  readonly takes: readonly string[];
  /** The values of its enumerations. */
  readonly words: readonly unknown[];
}

/** Every place of every part that takes a plain value: a new option is among them by itself. */
export function places(): Place[] {
  const found = new Map<string, { takes: Set<string>; words: Set<unknown> }>();
  visitSchemas(parts, (_, def, path) => {
    if (!["string", "number", "boolean", "enum", "literal"].includes(def.type)) return;
    const place = found.get(path) ?? { takes: new Set(), words: new Set() };
    found.set(path, place);
    place.takes.add(def.type);
    if (def.type === "enum") for (const word of Object.values(def.entries)) place.words.add(word);
    if (def.type === "literal") for (const word of def.values) place.words.add(word);
  });
  return [...found].map(([path, { takes, words }]) => ({ path, takes: [...takes], words: [...words] }));
}
