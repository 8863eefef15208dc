import type { Lease } from "./lease.ts";

/** What each change of the account passes: open while the run holds the cluster, or has not begun to. */
export interface Gate {
  lease: Lease | undefined;
}
