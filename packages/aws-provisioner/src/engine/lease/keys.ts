/** Where the record of a cluster's last apply stands in a store. */
export function recordKey(cluster: string): string {
  return `records/${cluster}.json`;
}

/**
 * Where the signs of life of one holder stand, apart from the record: they are written every few seconds, and
 * each is worth nothing when the next is there.
 */
export function leaseKey(cluster: string, fence: number): string {
  return `leases/${cluster}/${fence}.json`;
}
