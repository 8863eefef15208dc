import type * as z from "zod/mini";

/** The fields of an object, each with its schema. */
type Fields = z.core.$ZodShape;

/**
 * What a person writes where fields are read: those with a default may be left out, and nothing is changed.
 *
 * The doc comment of a field follows it into hover and completion, and into the published declarations too as
 * long as the object of fields is a constant by itself: the compiler copies the comments of an object
 * literal, not of one that stands in a call, nor those of another file. So objects inside are constants with
 * a type of their own as well, and what comes from another file comes by `extends`.
 */
export type Written<Of extends Fields> = Shallow<z.input<z.ZodMiniObject<Of>>>;

/**
 * A second base of what a person writes: messages of the compiler call an interface that adds nothing to a
 * single base by all the fields of that base, and otherwise by its name.
 */
export interface Named {}

/** What is read: defaults filled in, frozen. */
export type Read<Of extends z.ZodMiniType | Fields> = Frozen<
  Of extends z.ZodMiniType ? z.output<Of> : Of extends Fields ? z.output<z.ZodMiniObject<Of>> : never
>;

/** Read-only, with lists and records in it; objects keep their names, by which messages call them. */
type Shallow<T> = { readonly [Key in keyof T]: Listed<T[Key]> };

type Listed<T> = T extends readonly unknown[]
  ? { readonly [Key in keyof T]: Listed<T[Key]> }
  : T extends object
    ? string extends keyof T
      ? { readonly [Key in keyof T]: Listed<T[Key]> }
      : T
    : T;

/** Read-only all the way down. */
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
