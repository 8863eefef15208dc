import type * as z from "zod/mini";
import { freeze } from "./freeze.ts";
import { withoutPromises } from "./unawaited.ts";
import type { Read } from "./written.ts";

/**
 * What options stand for: read by the schema, with its defaults, frozen. Options that do not have its shape
 * are kept as they were given, so that a builder throws for no plain data and `validateBlueprint` can name
 * everything that is wrong with them.
 */
export function built<Schema extends z.ZodMiniType>(schema: Schema, options: unknown): Read<Schema> {
  const { data, success } = schema.safeParse(withoutPromises(options));
  return freeze((success ? tidy(data) : options) as Read<Schema>);
}

/** The value without fields that are undefined, so that it survives JSON unchanged. */
export function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(fields.map(([key, inner]) => [key, tidy(inner)]));
}
