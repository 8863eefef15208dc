import { isRaw } from "./raw.ts";
import type { RenderedValue } from "./rendered-value.ts";
import { kindOf, type ValueKind } from "./value-kinds.ts";

/**
 * Turns a typed value into the text of its assignments, checking its form at run time as the types do at
 * compile time.
 */
export function renderValue(kind: ValueKind, value: unknown): RenderedValue {
  return isRaw(value) ? { values: [value.raw] } : kindOf(kind).render(value);
}
