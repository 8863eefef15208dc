declare const accepts: unique symbol;

/** A rule that a string keeps, and how a message names what is expected. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly says: string;
  /** What the pattern cannot say. */
  readonly also?: (text: string) => boolean;
}

/** What is true of a place, whatever may stand there; releases are written as the standard numbers them. */
interface Gates<Notes> {
  /** Must stand in its object. */
  readonly required?: true;
  /** First release that takes it. */
  readonly since?: string;
  /** First release that no longer takes it. */
  readonly until?: string;
  /** Taken, yet on its way out: from which release, and what to write instead. */
  readonly deprecated?: { readonly since: string; readonly use: string };
  /** What only this standard says of its places. */
  readonly notes?: Notes;
}

type Form<Notes> =
  | { readonly kind: "text"; readonly rule?: TextRule }
  | { readonly kind: "whole number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "flag" }
  | { readonly kind: "one of"; readonly values: readonly (string | number | boolean | null)[] }
  | {
      readonly kind: "list";
      readonly item: Shape<unknown, Notes>;
      readonly min: number;
      readonly max: number;
      readonly unique: boolean;
    }
  | { readonly kind: "map"; readonly value: Shape<unknown, Notes>; readonly min: number; readonly keys?: TextRule }
  | {
      readonly kind: "object";
      readonly fields: Readonly<Record<string, Shape<unknown, Notes>>>;
      readonly min: number;
      readonly oneOf: readonly string[];
    }
  | { readonly kind: "either"; readonly options: readonly Shape<unknown, Notes>[] }
  | { readonly kind: "anything" }
  | { readonly kind: "value"; readonly says: string; readonly is: (value: unknown) => boolean };

/**
 * What a place in a document may hold, as plain data. `T` is the TypeScript type of the values it accepts,
 * and `Notes` what the standard says of its places that no other does.
 *
 * This is the one language of standards that others wrote and this house transcribes line by line:
 * cloud-init's config, coreos-cloudinit's, Ignition's specs. They are tables and no zod schemas, which the
 * house uses for what people write of its own, because each table is read in several ways, and a schema of
 * functions serves only the first. A cloud-config is judged by the release that will read it, printed in the
 * order of the table, and read as Go reads unquoted scalars; an Ignition config is decoded, merged,
 * translated and walked, spec by spec; and the tests of both make arbitrary documents of them. The readers
 * stand in the packages of their standards. `build-shape.ts` has the words in which a table is written.
 *
 * The options of functions are such tables too, read by `checkOptions`: packages that load no zod have
 * options, and the compiler holds a table against its interface. Only there does a `value` stand, which no
 * document has.
 */
export type Shape<T = unknown, Notes = unknown> = Form<Notes> & Gates<Notes> & { readonly [accepts]?: T };

/** The type of the values that a shape accepts. */
export type Accepted<S> = S extends { readonly [accepts]?: infer T } ? Exclude<T, undefined> : never;

/** The type of what a shape notes of its places. */
export type NotesOf<S> = S extends Shape<unknown, infer Notes> ? Notes : never;

/** The fields of an object of type `T`: each a shape of what may stand there. */
export type FieldsOf<T, Notes> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>, Notes> };
