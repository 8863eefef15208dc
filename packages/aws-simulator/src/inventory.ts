import type { Account, Moment } from "./state.ts";

/** What bears tags, with the tags themselves and not a copy of them: cheap to ask for after every change. */
export interface TaggedRecord {
  /** The resource's type, as in the inventory. */
  readonly type: string;
  readonly id: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** Where records that bear tags are found. */
export interface TaggedRecords {
  /** Shows those that are live and bear a tag. */
  readonly each: (moment: Moment, visit: (record: TaggedRecord) => void) => void;
  /**
   * The same by what has changed: a version that grows with each change, and the records that changed since
   * one, of which those that are gone, or no longer live, bear no tags. Absent where nothing tells.
   */
  readonly touched?:
    | {
        readonly version: (account: Account) => number;
        readonly each: (account: Account, since: number, visit: (record: TaggedRecord) => void) => void;
      }
    | undefined;
}

/**
 * One live resource as plain data. What is only still listed after its end (a deleted NAT gateway) is not
 * live.
 */
export interface InventoryEntry {
  /** The service's id: `EC2`, ... */
  readonly service: string;
  /** The resource's type in the words of the service: `vpc`, `auto-scaling-group`, ... */
  readonly type: string;
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** State in the service's words; "available" for what has none. */
  readonly state: string;
  /** The few facts that a test wants to read. */
  readonly attributes: Readonly<Record<string, unknown>>;
}
