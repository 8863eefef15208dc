declare const accepts: unique symbol;

/** A rule that a string keeps, and how a message names what is expected. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly says: string;
  /** What the pattern cannot say. */
  readonly also?: (text: string) => boolean;
}

interface Gates {
  /** Must stand in its object. */
  readonly required?: true;
  /** First cloud-init version that takes it. */
  readonly since?: string;
  /** First cloud-init version that no longer takes it. */
  readonly until?: string;
  /** Taken, yet on its way out: from which version, and what to write instead. */
  readonly deprecated?: { readonly since: string; readonly use: string };
}

type Fields = Readonly<Record<string, Shape>>;

type Form =
  | { readonly kind: "text"; readonly rule?: TextRule }
  | { readonly kind: "whole number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "one of"; readonly values: readonly (string | number | boolean | null)[] }
  | {
      readonly kind: "list";
      readonly item: Shape;
      readonly min: number;
      readonly max: number;
      readonly unique: boolean;
    }
  | { readonly kind: "map"; readonly value: Shape; readonly min: number; readonly keys?: TextRule }
  | { readonly kind: "object"; readonly fields: Fields; readonly min: number; readonly oneOf: readonly string[] }
  | { readonly kind: "either"; readonly options: readonly Shape[] }
  | { readonly kind: "anything" };

/**
 * What a place in a config may hold, as plain data. `T` is the TypeScript type of the values it accepts.
 *
 * This is the one language of this package's schemas: cloud-init's (`cloudConfigShape` and its modules) and
 * coreos-cloudinit's (`coreosShape`). Both transcribe a standard that others wrote, line by line, so they are
 * tables and no zod schemas, which the house uses for what it defines itself. The table is read in four ways,
 * and a schema of functions could serve only the first: it judges a value (`checkShape`), with the cloud-init
 * release of each field decided when it is called; its order is the order in which keys are printed
 * (`printYaml`); it says where Go's decoder makes a string of an unquoted scalar (`readScalars`); and the
 * tests make arbitrary configs of it. `build-shape.ts` has the words in which it is written.
 */
export type Shape<T = unknown> = Form & Gates & { readonly [accepts]?: T };

/** The type of the values that a shape accepts. */
export type Accepted<S> = S extends { readonly [accepts]?: infer T } ? Exclude<T, undefined> : never;
