import type * as z from "zod";
import type { BlueprintParts } from "./blueprint.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import type { Finding } from "./finding.ts";

/** What could be read of a blueprint, for the rules: its parts, and what follows from them. */
export interface Reading extends ClusterReading {
  readonly parts: Partial<BlueprintParts>;
}

/** How a part is read: whole, or entry by entry where it is many by name. */
type Shape<Value> =
  | { readonly schema: z.ZodType<Value> }
  | { readonly entry: Value extends Readonly<Record<string, infer Entry>> ? z.ZodType<Entry> : z.ZodType };

/** One part of a blueprint: how it is read, and what may be wrong with it. */
export type Part<Value = unknown> = Shape<Value> & {
  /** The functions that make it, for messages: `etcd(...)`; none where it is plain data. */
  readonly builder?: string;
  /** Everything that may be wrong with it. */
  readonly rules: (reading: Reading) => Iterable<Finding>;
};
