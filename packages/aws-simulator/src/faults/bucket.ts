/** A token bucket: at most `capacity` requests at once, refilled at `refill` per second. */
export interface Bucket {
  readonly capacity: number;
  readonly refill: number;
}

export function bucket(capacity: number, refill: number): Bucket {
  return { capacity, refill };
}

/** A bucket that a request needs tokens of. */
export interface Need {
  /** Which one of the account's it is: `EC2.RunInstances`. */
  readonly key: string;
  readonly size: Bucket;
  readonly tokens: number;
  /** Whether they stand for what is made or taken away, and are taken only where that comes to pass. */
  readonly ofResources?: true;
}

/** Buckets that one request draws from, by its operation and input. */
export type Needs = (operation: string, input: unknown) => readonly Need[];
