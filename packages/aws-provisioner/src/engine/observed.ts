import { ProvisionError } from "./error.ts";
import type { AnyKind, Cloud, Observed } from "./kind.ts";

/** A resource in the account, with its address. */
export interface ObservedResource extends Observed {
  readonly address: string;
  readonly kind: string;
}

/** What is there at one moment: everything of the cluster, of the kinds that were read. */
export interface ObservedState {
  readonly resources: readonly ObservedResource[];
  /** Names of the kinds that were listed: only of these does absence mean anything. */
  readonly kinds: ReadonlySet<string>;
}

/** What was found before, as far as it is needed to list it again. */
export type Known = Pick<Observed, "id" | "name" | "tags">;

/** How deep to read: every field, only what there is, or also whether that works. */
export type Depth = "fields" | "existence" | "check";

/** Lists kinds side by side, each once. */
export async function readState<C extends Cloud>(
  look: C["look"],
  kinds: readonly AnyKind<C>[],
  depth: Depth = "fields",
): Promise<ObservedState> {
  const listings = await Promise.all(kinds.map((kind) => readKind(look, kind, depth)));
  return { resources: listings.flat(), kinds: new Set(kinds.map(({ name }) => name)) };
}

/**
 * Everything of one kind that is not gone; where only some is asked for and the kind can list that alone, no
 * more than that.
 */
export async function readKind<C extends Cloud>(
  look: C["look"],
  kind: AnyKind<C>,
  depth: Depth,
  only?: readonly Known[],
): Promise<ObservedResource[]> {
  return (await readWithGone(look, kind, depth, only)).filter(({ status }) => status !== "gone");
}

/** The same with what the provider shows as gone. */
export async function readWithGone<C extends Cloud>(
  look: C["look"],
  kind: AnyKind<C>,
  depth: Depth,
  only?: readonly Known[],
): Promise<ObservedResource[]> {
  const raws = await (only !== undefined && kind.findAgain !== undefined
    ? kind.findAgain(look, only, depth)
    : kind.find(look));
  const more = depth === "fields" ? kind.detail : depth === "check" ? kind.check?.run : undefined;
  const detailed = more === undefined ? raws : await Promise.all(raws.map((raw) => more(look, raw)));
  const all: ObservedResource[] = [];
  for (const raw of detailed) {
    const observed = kind.read(raw, look);
    if (observed !== undefined) all.push(withAddress(kind.name, observed));
  }
  return all;
}

/** Both states as one; the second is newer where they overlap. */
export function mergeStates(older: ObservedState, newer: ObservedState): ObservedState {
  return {
    resources: [...older.resources.filter(({ kind }) => !newer.kinds.has(kind)), ...newer.resources],
    kinds: new Set([...older.kinds, ...newer.kinds]),
  };
}

/** An observed resource under its address; one that bears no name goes under its id. */
export function withAddress(kind: string, observed: Observed): ObservedResource {
  return { ...observed, kind, address: `${kind}/${observed.name ?? observed.id}` };
}

/**
 * By what a resource is the same one: ids are unique within a kind, and a role and its profile may share a
 * name.
 */
export function keyOf({ kind, id }: Pick<ObservedResource, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** Resources by their keys; of several under one key the first. */
export function byKey(resources: readonly ObservedResource[]): ReadonlyMap<string, ObservedResource> {
  return new Map(resources.toReversed().map((one) => [keyOf(one), one]));
}

/** Resources by their ids; of several that share one, as a group and its rules do, the first. */
export function byId(resources: readonly ObservedResource[]): ReadonlyMap<string, ObservedResource> {
  return new Map(resources.toReversed().map((one) => [one.id, one]));
}

/** What a reference to that field of a resource stands for; undefined where its kind reads no such output. */
export function outputOf({ id, outputs }: ObservedResource, field: string): unknown {
  if (field === "id") return id;
  // A plan may have been changed by hand, and name what every object inherits, such as "constructor".
  return Object.hasOwn(outputs, field) ? outputs[field] : undefined;
}

/**
 * Two live resources under one address are never guessed between.
 *
 * @throws {ProvisionError} `ambiguous`, with both ids.
 */
export function refuseTwins(address: string, twins: readonly ObservedResource[]): never {
  const ids = twins.map(({ id }) => id).join(" and ");
  throw new ProvisionError("ambiguous", `two live resources bear the address ${address}: ${ids}`, {
    address,
    hint: "Take the tag with its address from the one that is not the cluster's, or delete it.",
  });
}
