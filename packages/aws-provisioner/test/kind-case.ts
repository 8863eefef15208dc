import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { AnyAwsKind } from "../src/aws/kind.ts";
import type { ObservedResource } from "../src/engine/observed.ts";
import type { Meaning } from "../src/engine/provider.ts";
import type { Ground, Props } from "./ground.ts";

export interface OthersTrial {
  /** Adds an entry to what stands, as somebody with another tool, and gives its key. */
  readonly add: (ground: Ground, standing: ObservedResource) => Promise<string>;
  /** Fields with an entry less than the case begins with, and perhaps with another. */
  readonly drops: (ground: Ground) => Promise<Props>;
}

/** One life of one resource: what it is made with, and every change that it must take in place. */
export interface KindCase {
  readonly kind: AnyAwsKind;
  /** Makes what it refers to, and gives its first fields. */
  readonly begin: (ground: Ground) => Promise<Props>;
  /**
   * Changes to its fields, one after the other. Together they touch every mutable field but those named in
   * `fixed`.
   */
  readonly changes?: (ground: Ground) => Promise<readonly Props[]>;
  /** Mutable fields that have only one allowed value, and so cannot be changed by a blueprint. */
  readonly fixed?: readonly string[];
  /** Name under which it is found, where that is not `trial`: some kinds take theirs from their owner. */
  readonly name?: string;
  /**
   * What AWS answers to calls of this kind alone, by code and in its words, and what the engine makes of it:
   * each code that stands in `errors`, and what is like one and is not.
   */
  readonly answers?: readonly (readonly [code: string, message: string, meaning: Meaning])[];
  /** Actions, each after its verb, for which no call of the kind's lives asks, with what needs them. */
  readonly unsaid?: Readonly<Record<string, string>>;
  /** For each field that others share, how somebody adds an entry of theirs, and a change that drops ours. */
  readonly others?: Readonly<Record<string, OthersTrial>>;
  /**
   * Fields whose changes moto accepts and forgets, or cannot take, with what it does. AWS takes them, and so
   * must the simulated account.
   */
  readonly motoForgets?: Readonly<Record<string, string>>;
}

const folder = join(import.meta.dirname, "..", "src", "kinds");

/** The cases of all kinds, from the files beside them. */
export const kindCases: readonly KindCase[] = (
  await Promise.all(
    readdirSync(folder)
      .filter((file) => file.endsWith(".case.ts"))
      .toSorted()
      .map((file) => import(join(folder, file)) as Promise<{ readonly cases: readonly KindCase[] }>),
  )
).flatMap(({ cases }) => cases);
