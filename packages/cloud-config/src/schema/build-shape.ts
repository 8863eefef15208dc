import type { Accepted, Shape, TextRule } from "./shape.ts";

/** Any string. */
export const text: Shape<string> = { kind: "text" };

/** true or false. */
export const flag: Shape<boolean> = { kind: "boolean" };

/** Any JSON value, unchecked. */
export const anything: Shape<never> = { kind: "anything" };

/** A string that keeps a rule; `says` completes "expected …". */
export function textLike(pattern: RegExp, says: string, also?: (text: string) => boolean): Shape<string> {
  return { kind: "text", rule: { pattern, says, ...(also !== undefined && { also }) } };
}

/** A whole number within bounds, both included. */
export function whole(bounds: { readonly min?: number; readonly max?: number } = {}): Shape<number> {
  return { kind: "whole number", ...bounds };
}

/** One of the values, exactly. */
export function oneOf<const V extends string | number | boolean | null>(...values: readonly V[]): Shape<V> {
  return { kind: "one of", values };
}

/** A list of `min` (0) to `max` (no limit) items. */
export function list<T>(
  item: Shape<T>,
  limits: { readonly min?: number; readonly max?: number; readonly unique?: boolean } = {},
): Shape<readonly T[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY, unique = false } = limits;
  return { kind: "list", item, min, max, unique };
}

/** A list of exactly two, whose items have one shape. */
export function pair<A, B = A>(item: Shape<A | B>): Shape<readonly [A, B]> {
  return { kind: "list", item, min: 2, max: 2, unique: false };
}

/** A mapping with keys of the reader's own choice, at least `min` (0) of them. */
export function map<T>(
  value: Shape<T>,
  limits: { readonly min?: number; readonly keys?: TextRule } = {},
): Shape<Readonly<Record<string, T>>> {
  const { min = 0, keys } = limits;
  return { kind: "map", value, min, ...(keys === undefined ? {} : { keys }) };
}

type FieldsOf<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

/**
 * A mapping with exactly the fields of `T`, in the order in which they are printed; `oneOf` names fields of
 * which exactly one must stand.
 */
export function object<T extends object>(fields: FieldsOf<T>, oneOf: readonly (keyof T & string)[] = []): Shape<T> {
  return { kind: "object", fields, oneOf, min: 0 };
}

/** The same mapping, but not empty. */
export function notEmpty<T>(shape: Shape<T>): Shape<T> {
  return shape.kind === "object" || shape.kind === "map" ? { ...shape, min: 1 } : shape;
}

/** Any of several shapes; a message is about the one that comes nearest. */
export function either<const S extends readonly Shape[]>(...options: S): Shape<Accepted<S[number]>> {
  return { kind: "either", options };
}

/** The same shape, but it must stand in its object. */
export function required<T>(shape: Shape<T>): Shape<T> {
  return { ...shape, required: true };
}

/** The same shape, taken from this cloud-init version on. */
export function since<T>(version: string, shape: Shape<T>): Shape<T> {
  return { ...shape, since: version };
}

/** The same shape, no longer taken from this cloud-init version on. */
export function until<T>(version: string, shape: Shape<T>): Shape<T> {
  return { ...shape, until: version };
}

/** The same shape, deprecated since this cloud-init version. */
export function deprecated<T>(version: string, use: string, shape: Shape<T>): Shape<T> {
  return { ...shape, deprecated: { since: version, use } };
}
