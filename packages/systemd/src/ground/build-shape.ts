// Long because each word of the tables has its example, and the words stand together as one vocabulary.

import type { Accepted, FieldsOf, NotesOf, Shape, TextRule } from "./shape.ts";

/** Any string. */
export const text: Shape<string, never> = { kind: "text" };

/** true or false. */
export const flag: Shape<boolean, never> = { kind: "flag" };

/** Any JSON value, unchecked. */
export const anything: Shape<never, never> = { kind: "anything" };

/**
 * A string that keeps a rule; `says` completes "expected …".
 *
 * @example
 * ```ts
 * import { textLike } from "@drydock/systemd/ground";
 *
 * console.log(textLike(/^\d+$/, "digits")); // { kind: 'text', rule: { pattern: /^\d+$/, says: 'digits' } }
 * ```
 */
export function textLike(pattern: RegExp, says: string, also?: (text: string) => boolean): Shape<string, never> {
  return { kind: "text", rule: { pattern, says, ...(also !== undefined && { also }) } };
}

/**
 * A whole number within bounds, both included.
 *
 * @example
 * ```ts
 * import { whole } from "@drydock/systemd/ground";
 *
 * console.log(whole({ min: 1 })); // { kind: 'whole number', min: 1 }
 * ```
 */
export function whole(bounds: { readonly min?: number; readonly max?: number } = {}): Shape<number, never> {
  return { kind: "whole number", ...bounds };
}

/**
 * One of the values, exactly.
 *
 * @example
 * ```ts
 * import { oneOf } from "@drydock/systemd/ground";
 *
 * console.log(oneOf("lf", "crlf")); // { kind: 'one of', values: [ 'lf', 'crlf' ] }
 * ```
 */
export function oneOf<const V extends string | number | boolean | null>(...values: readonly V[]): Shape<V, never> {
  return { kind: "one of", values };
}

/**
 * A list of `min` (0) to `max` (no limit) items.
 *
 * @example
 * ```ts
 * import { list, text } from "@drydock/systemd/ground";
 *
 * console.log(list(text, { min: 1, max: 2 }));
 * // { kind: 'list', item: { kind: 'text' }, min: 1, max: 2, unique: false }
 * ```
 */
export function list<T, N>(
  item: Shape<T, N>,
  limits: { readonly min?: number; readonly max?: number; readonly unique?: boolean } = {},
): Shape<readonly T[], N> {
  const { min = 0, max = Number.POSITIVE_INFINITY, unique = false } = limits;
  return { kind: "list", item, min, max, unique };
}

/**
 * A list of exactly two, whose items have one shape.
 *
 * @example
 * ```ts
 * import { pair, text } from "@drydock/systemd/ground";
 *
 * console.log(pair(text)); // { kind: 'list', item: { kind: 'text' }, min: 2, max: 2, unique: false }
 * ```
 */
export function pair<A, B = A>(item: Shape<A | B>): Shape<readonly [A, B]> {
  return { kind: "list", item, min: 2, max: 2, unique: false };
}

/**
 * A mapping with keys of the reader's own choice, at least `min` (0) of them.
 *
 * @example
 * ```ts
 * import { map, text } from "@drydock/systemd/ground";
 *
 * console.log(map(text)); // { kind: 'map', value: { kind: 'text' }, min: 0 }
 * ```
 */
export function map<T, N>(
  value: Shape<T, N>,
  limits: { readonly min?: number; readonly keys?: TextRule } = {},
): Shape<Readonly<Record<string, T>>, N> {
  const { min = 0, keys } = limits;
  return { kind: "map", value, min, ...(keys === undefined ? {} : { keys }) };
}

/**
 * A mapping with exactly the fields of `T`, in the order of the standard; `oneOf` names fields of which
 * exactly one must stand.
 *
 * @example
 * ```ts
 * import { object, required, text } from "@drydock/systemd/ground";
 *
 * console.log(object<{ name: string }>({ name: required(text) }));
 * // { kind: 'object', fields: { name: { kind: 'text', required: true } }, oneOf: [], min: 0 }
 * ```
 */
export function object<T extends object, N = unknown>(
  fields: FieldsOf<T, N>,
  oneOf: readonly (keyof T & string)[] = [],
): Shape<T, N> {
  return { kind: "object", fields, oneOf, min: 0 };
}

/**
 * The same mapping, but not empty.
 *
 * @example
 * ```ts
 * import { map, notEmpty, text } from "@drydock/systemd/ground";
 *
 * console.log(notEmpty(map(text))); // { kind: 'map', value: { kind: 'text' }, min: 1 }
 * ```
 */
export function notEmpty<T, N>(shape: Shape<T, N>): Shape<T, N> {
  return shape.kind === "object" || shape.kind === "map" ? { ...shape, min: 1 } : shape;
}

/**
 * Any of several shapes, of those that a release takes; a message is about the one that comes nearest.
 *
 * @example
 * ```ts
 * import { either, flag, text } from "@drydock/systemd/ground";
 *
 * console.log(either(text, flag)); // { kind: 'either', options: [ { kind: 'text' }, { kind: 'flag' } ] }
 * ```
 */
export function either<const S extends readonly Shape[]>(
  ...options: S
): Shape<Accepted<S[number]>, NotesOf<S[number]>> {
  // Read off its own elements, the type of their notes is the one that they have in common.
  return { kind: "either", options } as unknown as Shape<Accepted<S[number]>, NotesOf<S[number]>>;
}

/**
 * The same shape, but it must stand in its object.
 *
 * @example
 * ```ts
 * import { required, text } from "@drydock/systemd/ground";
 *
 * console.log(required(text)); // { kind: 'text', required: true }
 * ```
 */
export function required<T, N>(shape: Shape<T, N>): Shape<T, N> {
  return { ...shape, required: true };
}

/**
 * The same shape, taken from this release on.
 *
 * @example
 * ```ts
 * import { since, text } from "@drydock/systemd/ground";
 *
 * console.log(since("3.3.0", text)); // { kind: 'text', since: '3.3.0' }
 * ```
 */
export function since<T, N>(release: string, shape: Shape<T, N>): Shape<T, N> {
  return { ...shape, since: release };
}

/**
 * The same shape, no longer taken from this release on.
 *
 * @example
 * ```ts
 * import { text, until } from "@drydock/systemd/ground";
 *
 * console.log(until("23.4", text)); // { kind: 'text', until: '23.4' }
 * ```
 */
export function until<T, N>(release: string, shape: Shape<T, N>): Shape<T, N> {
  return { ...shape, until: release };
}

/**
 * The same shape, deprecated since this release.
 *
 * @example
 * ```ts
 * import { deprecated, text } from "@drydock/systemd/ground";
 *
 * console.log(deprecated("22.2", "name", text).deprecated); // { since: '22.2', use: 'name' }
 * ```
 */
export function deprecated<T, N>(release: string, use: string, shape: Shape<T, N>): Shape<T, N> {
  return { ...shape, deprecated: { since: release, use } };
}

/**
 * The same shape with what its standard alone says of it, beside what is noted already.
 *
 * @example
 * ```ts
 * import { noted, text } from "@drydock/systemd/ground";
 *
 * console.log(noted({ octal: true }, text)); // { kind: 'text', notes: { octal: true } }
 * ```
 */
export function noted<T, N extends object>(notes: N, shape: Shape<T, N>): Shape<T, N> {
  return { ...shape, notes: { ...shape.notes, ...notes } };
}

/**
 * What only a program can hand over, such as a function or an instance of a class; `says` completes
 * "expected …".
 *
 * @example
 * ```ts
 * import { valueLike } from "@drydock/systemd/ground";
 *
 * console.log(valueLike<Date>((value) => value instanceof Date, "a date").kind); // value
 * ```
 */
export function valueLike<T>(is: (value: unknown) => boolean, says: string): Shape<T, never> {
  return { kind: "value", says, is };
}

/**
 * An object with these methods; without any, a function.
 *
 * @example
 * ```ts
 * import { methods } from "@drydock/systemd/ground";
 *
 * const shape = methods<{ now(): number }>("a clock", "now");
 * console.log(shape.kind === "value" && shape.is({ now: () => 0 })); // true
 * ```
 */
export function methods<T extends object>(says: string, ...names: readonly (keyof T)[]): Shape<T, never> {
  return valueLike((value) => {
    if (names.length === 0) return typeof value === "function";
    return typeof value === "object" && value !== null && names.every((name) => isMethod(Reflect.get(value, name)));
  }, says);
}

function isMethod(value: unknown): boolean {
  return typeof value === "function";
}
