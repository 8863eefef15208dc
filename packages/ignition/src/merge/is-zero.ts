import type { Field } from "../spec/schema.ts";

/** Whether Go would call it the zero value: an empty list is something, an object of nothing is not. */
export function isZero(value: unknown, { kind, plain, struct }: Field): boolean {
  if (value === undefined) return true;
  if (kind === "list") return false;
  if (struct === undefined) return plain && (value === "" || value === 0);
  return struct.fields.every((field) => isZero((value as Readonly<Record<string, unknown>>)[field.name], field));
}
