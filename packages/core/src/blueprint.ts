import type { Etcd } from "./cluster/etcd.ts";
import type { Machines } from "./cluster/machines.ts";
import type { Workers } from "./cluster/workers.ts";
import { freeze } from "./freeze.ts";
import type { ExistingNetwork } from "./network/existing-network.ts";
import type { Network } from "./network/network.ts";
import type { Secret } from "./secret.ts";

/** The parts of a blueprint. Only the network is needed. */
export interface BlueprintParts {
  readonly network: Network | ExistingNetwork;
  readonly etcd?: Etcd;
  /** Pools and services by name. */
  readonly pools?: Readonly<Record<string, Workers | Machines>>;
  readonly secrets?: Readonly<Record<string, Secret>>;
  /** Private, encrypted buckets by name. */
  readonly buckets?: readonly string[];
  /** Tags that every resource carries. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A cluster as a person describes it: frozen plain data, that prints, serialises and compares as JSON does.
 */
export type Blueprint<Parts extends BlueprintParts = BlueprintParts> = { readonly name: string } & Readonly<Parts>;

type NoOthers<Parts> = { readonly [K in Exclude<keyof Parts, keyof BlueprintParts>]: never };

/**
 * A blueprint of that name: 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter.
 * Nothing is checked here, so that `validateBlueprint` and `design` can report on everything at once.
 */
export function blueprint<const Parts extends BlueprintParts>(
  name: string,
  parts: Parts & NoOthers<Parts>,
): Blueprint<Parts> {
  return freeze({ name, ...(parts as Parts) });
}
