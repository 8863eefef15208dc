import type { AnyPart } from "../src/parts.ts";
import { visitSchemas } from "./visit-schemas.ts";

/** The defaults that schemas have as a text, a number or a flag, by the places of their fields. */
export function plainDefaults(parts: Readonly<Record<string, AnyPart>>): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  visitSchemas(parts, (_, def, place) => {
    if (def.type !== "default" && def.type !== "prefault") return;
    const { defaultValue } = def;
    if (["string", "number", "boolean"].includes(typeof defaultValue)) defaults.set(place, String(defaultValue));
  });
  return defaults;
}
