declare const produced: unique symbol;

/**
 * A field of a resource that may not exist yet, as plain data: it prints, serialises and names its producer.
 */
export interface Ref<T = unknown> {
  /** Address of the producer, `vpc/main`. */
  readonly $ref: string;
  /** `id`, or one of the outputs that the producer's kind reads. */
  readonly field: string;
  readonly [produced]?: T;
}

/** Any value with references in place of parts of it. */
export type Wired<T> =
  | Ref<T>
  | (T extends string | number | boolean | bigint | null | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Wired<Item>[]
        : T extends object
          ? { readonly [Key in keyof T]: Wired<T[Key]> }
          : T);

export function ref<T = string>(address: string, field = "id"): Ref<T> {
  return { $ref: address, field };
}

export function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/** Every reference that stands anywhere in a value, in the order of its fields. */
export function refsIn(value: unknown): Ref[] {
  const found: Ref[] = [];
  const visit = (part: unknown): void => {
    if (isRef(part)) found.push(part);
    else if (typeof part === "object" && part !== null) for (const inner of Object.values(part)) visit(inner);
  };
  visit(value);
  return found;
}

/** The fields with each reference that stands anywhere in them replaced by what `resolve` gives for it. */
export function substitute(
  fields: Readonly<Record<string, unknown>>,
  resolve: (ref: Ref) => unknown,
): Record<string, unknown> {
  const substituted = (value: unknown): unknown => {
    if (isRef(value)) return resolve(value);
    if (Array.isArray(value)) return value.map(substituted);
    if (typeof value === "object" && value !== null) return mapFields(value, substituted);
    return value;
  };
  return mapFields(fields, substituted);
}

function mapFields(fields: object, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, map(value)]));
}
