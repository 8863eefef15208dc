import type * as z from "zod";

/**
 * What a person writes where a schema reads: fields with a default may be left out, and nothing is changed.
 */
export type Written<Schema extends z.ZodType> = Frozen<z.input<Schema>>;

/** What is read from it: defaults filled in, frozen. */
export type Read<Schema extends z.ZodType> = Frozen<z.output<Schema>>;

/** Read-only all the way down. */
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
