import type { Place } from "./ledger.ts";

/** A text of a store, as it was when it was read. */
export interface Stored {
  readonly text: string;
  /** Changes with every write, and means nothing else. */
  readonly version: string;
  /** Seconds since it was written, at least, by the store's own clock; undefined where nobody can tell. */
  readonly ageSeconds?: number | undefined;
}

/**
 * Texts under keys, with writes that have their effect only where nobody else has written in the meantime:
 * what a record and a lease need. Keys are names of lower-case letters, digits and hyphens with `/` between
 * them.
 */
export interface LedgerStore {
  /** What stands under a key; undefined where it is known that nothing does. */
  get(key: string): Promise<Stored | undefined>;
  /**
   * Writes where what stands under the key is of that version, or where nothing stands there when none is
   * given, and gives the new version. Undefined where something else stands there by now. An answer that got
   * lost is looked for, and what was written is told as written, unless somebody has written after it by
   * then: whoever must know looks at what that one says of what it found.
   */
  put(key: string, text: string, version: string | undefined): Promise<string | undefined>;
}

/** Where a store is opened, and for whom. */
export interface StoreSite<Client> extends Place {
  /** A client whose calls no lease stops: they are what keeps it. */
  readonly client: Client;
  /** Milliseconds since the epoch by the provider's clock, as far as that is known. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds that only grow, whoever sets a clock: how long something was waited for. */
  readonly elapsed: () => number;
  /** Seconds for which what gets no answer is sent again. */
  readonly patience: number;
  /** Ends every call, when nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** A fresh random text, by which a write knows itself. */
  readonly nonce: () => string;
}

/**
 * A ledger on a store: its record is written by one run at a time, which holds the cluster by a lease. Made
 * by `s3Ledger` and `memoryLedger`.
 */
export interface StoredLedger<Client = unknown> {
  readonly open: (site: StoreSite<Client>) => LedgerStore;
}
