import type * as z from "zod";

/** The fields of an object with the schema of each. Their doc comments are those of the types that follow. */
type Fields = z.core.$ZodShape;

/**
 * What a person writes where a schema, or an object of such fields, reads: fields with a default may be left
 * out, and nothing is changed. The doc comment of a field stands on the schema's field and follows it here,
 * into the declarations of the package too, as long as both stand in one file.
 */
export type Written<Source extends z.ZodType | Fields> = Frozen<
  Source extends z.ZodType ? z.input<Source> : Source extends Fields ? z.input<z.ZodObject<Source>> : never
>;

/** What is read from it: defaults filled in, frozen. */
export type Read<Schema extends z.ZodType> = Frozen<z.output<Schema>>;

/** Read-only all the way down. What is so already keeps its name. */
type Frozen<T> = T extends object
  ? IsSame<T, { readonly [Key in keyof T]: T[Key] }> extends true
    ? T
    : { readonly [Key in keyof T]: Frozen<T[Key]> }
  : T;

/** Whether two types are the same, modifiers included. */
type IsSame<A, B> =
  (<T>() => T extends { [Key in keyof A]: A[Key] } ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
