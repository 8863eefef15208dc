import { isDeepStrictEqual } from "node:util";
import type { Spend } from "./expansion.ts";

/** JSON that tells what differs from other JSON, or that nothing does. */
export type Difference = { readonly patch: unknown } | "none" | "untold";

/**
 * What has to be changed in one value to have another: of an object and of a list of the same length, the
 * fields that differ; null for a field that goes. `untold` where that cannot be said: where a field becomes
 * null, or a list an object.
 */
export function difference(before: unknown, after: unknown): Difference {
  if (isDeepStrictEqual(before, after)) return "none";
  if (after === null) return "untold";
  if (Array.isArray(before)) {
    if (isObject(after)) return "untold";
    if (!Array.isArray(after) || after.length !== before.length) return { patch: after };
    const told = fieldsBetween(byPlace(before), byPlace(after));
    // A list that differs throughout says more by itself.
    return told === undefined || Object.keys(told).length === after.length ? { patch: after } : { patch: told };
  }
  if (!isObject(before) || !isObject(after)) return { patch: after };
  const told = fieldsBetween(before, after);
  return told === undefined ? "untold" : { patch: told };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsBetween(before: Fields, after: Fields): Record<string, unknown> | undefined {
  const told: [string, unknown][] = Object.keys(before).flatMap((field) =>
    Object.hasOwn(after, field) ? [] : [[field, null]],
  );
  for (const [field, value] of Object.entries(after)) {
    const own = Object.hasOwn(before, field) ? difference(before[field], value) : { patch: value };
    if (own === "untold" || (own !== "none" && own.patch === null)) return undefined;
    if (own !== "none") told.push([field, own.patch]);
  }
  return Object.fromEntries(told);
}

/**
 * A value with what differs put into it, as `difference` tells it.
 *
 * @param spend Is told of each field and item of what is written for that.
 */
export function patched(before: unknown, patch: unknown, spend: Spend = () => {}): unknown {
  if (!isObject(patch)) return patch;
  if (Array.isArray(before))
    return before.map((item: unknown, at) => {
      spend(1);
      return Object.hasOwn(patch, at) ? patched(item, patch[at], spend) : item;
    });
  if (!isObject(before)) return patch;
  const fields = new Map(Object.entries(before));
  for (const _ of fields) spend(1);
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) fields.delete(field);
    else fields.set(field, Object.hasOwn(before, field) ? patched(before[field], value, spend) : value);
  }
  return Object.fromEntries(fields);
}

function byPlace(items: readonly unknown[]): Fields {
  return Object.fromEntries(items.entries());
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
