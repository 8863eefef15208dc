import { byId, type ObservedResource } from "./observed.ts";

/** By id, for each listing that was looked into: however many wait, it is walked through once. */
const ids = new WeakMap<readonly ObservedResource[], ReadonlyMap<string, ObservedResource>>();

/** What a listing shows under an id. */
export function inListing(listing: readonly ObservedResource[], id: string): ObservedResource | undefined {
  const found = ids.get(listing) ?? byId(listing);
  ids.set(listing, found);
  return found.get(id);
}
