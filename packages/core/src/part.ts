import type * as z from "zod/mini";
import type { Finding } from "./finding.ts";

/** How a part is read: whole, or entry by entry where it is many by name. */
type Form<Value> =
  | { readonly schema: z.ZodMiniType<Value> }
  | { readonly entry: Value extends Readonly<Record<string, infer Entry>> ? z.ZodMiniType<Entry> : z.ZodMiniType };

/**
 * One part of a blueprint: how it is read, what may be wrong with it, and what of the design it alone makes.
 * `Seen` is what its rules and its design look at beside it, of all that follows from a blueprint.
 */
export type Part<Value, Seen, Design = undefined> = Form<Value> & {
  /** The functions that make it, for messages: `etcd(...)`; none where it is plain data. */
  readonly builder?: string;
  /** Fields that are read under another path than they are written, by the path of the schema. */
  readonly written?: ReadonlyMap<string, string>;
  /** Everything that may be wrong with it; undefined where it is not given, or could not be read. */
  rules(part: Value | undefined, seen: Seen): Iterable<Finding>;
} & (Design extends undefined
    ? { readonly design?: undefined }
    : {
        /** What stands in the design under the part's name; undefined is a part that is not given. */
        design(part: Value | undefined, seen: Seen): Design;
      });

/** The value of a part, once it is read. */
export type ValueOf<Of> = Of extends { rules(part: (infer Value) | undefined, seen: never): unknown } ? Value : never;

/** The designs that parts make alone, by the parts' names. */
export type DesignsOf<Parts> = {
  readonly [
    Name in keyof Parts as Parts[Name] extends { design(part: never, seen: never): unknown } ? Name : never
  ]: Parts[Name] extends { design(part: never, seen: never): infer Design } ? Design : never;
};
