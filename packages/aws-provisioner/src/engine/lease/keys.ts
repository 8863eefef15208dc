import { digest } from "../digest.ts";
import type { Holder } from "./holder.ts";

/** Where the record of a cluster's last apply stands in a store. */
export function recordKey(cluster: string): string {
  return `records/${cluster}.json`;
}

/**
 * Where the signs of life of one holder stand, apart from the record: they are written every few seconds, and
 * each is worth nothing when the next is there. Where a record was moved away the count begins anew, and what
 * an earlier run has left is another holder's.
 */
export function leaseKey(cluster: string, fence: number, { id }: Pick<Holder, "id">): string {
  return `leases/${cluster}/${fence}-${digest(id).slice(0, 16)}.json`;
}
