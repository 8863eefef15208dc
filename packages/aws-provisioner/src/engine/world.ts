import { DrydockError } from "./error.ts";
import type { AnyKind, Cloud, Observed } from "./kind.ts";

/** A resource in the account, with its address. */
export interface Found extends Observed {
  readonly address: string;
  readonly kind: string;
}

/** What one look saw: everything of the cluster, of the kinds that were looked at. */
export interface World {
  readonly found: readonly Found[];
  /** Names of the kinds that were listed: only of these does absence mean anything. */
  readonly kinds: ReadonlySet<string>;
}

/** How closely to look: at every field, or only at what there is. */
export type Closeness = "fields" | "existence";

/** Lists kinds side by side, each once. */
export async function observe<C extends Cloud>(
  look: C["look"],
  kinds: readonly AnyKind<C>[],
  closeness: Closeness = "fields",
): Promise<World> {
  const listings = await Promise.all(kinds.map((kind) => list(look, kind, closeness)));
  return { found: listings.flat(), kinds: new Set(kinds.map(({ name }) => name)) };
}

/** Everything of one kind that is not gone. */
export async function list<C extends Cloud>(look: C["look"], kind: AnyKind<C>, closeness: Closeness): Promise<Found[]> {
  const raws = await kind.find(look);
  const { detail } = kind;
  const detailed =
    closeness === "fields" && detail !== undefined ? await Promise.all(raws.map((raw) => detail(look, raw))) : raws;
  return readAll(kind, detailed, look);
}

/** Both worlds as one; the second is newer where they overlap. */
export function joined(older: World, newer: World): World {
  return {
    found: [...older.found.filter(({ kind }) => !newer.kinds.has(kind)), ...newer.found],
    kinds: new Set([...older.kinds, ...newer.kinds]),
  };
}

function readAll<C extends Cloud>(kind: AnyKind<C>, raws: readonly unknown[], look: C["look"]): Found[] {
  return raws.flatMap((raw) => {
    const observed = kind.read(raw, look);
    if (observed === undefined || observed.status === "gone") return [];
    return [found(kind.name, observed)];
  });
}

/** An observed resource under its address; one that bears no name goes under its id. */
export function found(kind: string, observed: Observed): Found {
  return { ...observed, kind, address: `${kind}/${observed.name ?? observed.id}` };
}

/** Throws `ambiguous` with both ids: two live resources under one address are never guessed between. */
export function refuseTwins(address: string, twins: readonly Found[]): never {
  const ids = twins.map(({ id }) => id).join(" and ");
  throw new DrydockError("ambiguous", `two live resources bear the address ${address}: ${ids}`, {
    address,
    hint: "Remove the drydock:address tag from the one that is not the cluster's, or delete it.",
  });
}

/** Every string that stands anywhere in a value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(stringsIn);
  return [];
}
