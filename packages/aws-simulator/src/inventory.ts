/** What bears tags, with the tags themselves and not a copy of them: cheap to ask for after every change. */
export interface TaggedRecord {
  /** The resource's type, as in the inventory. */
  readonly type: string;
  readonly id: string;
  readonly tags: ReadonlyMap<string, string>;
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
