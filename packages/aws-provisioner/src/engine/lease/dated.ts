import type { Clock } from "../clock.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { Stored } from "../ledger-store.ts";

/** Seconds that a store's word may fall short of how old a text is (`aws/ledger/s3-store.ts`). */
const short = 60;

/**
 * A record with when it was written by the clock of whoever reads it. Its own word is by the clock of the
 * computer that wrote it, which may be off by hours, and by which listings would seem to have come long ago,
 * or never to come: it counts only where the store's word, which may be off by a minute, is the same.
 */
export function dated(record: LedgerRecord, { ageSeconds: least }: Stored, clock: Clock): LedgerRecord {
  if (record.at === undefined || least === undefined) return record;
  const now = clock.now();
  const seconds = (now - record.at) / 1000;
  // Who takes it for newer than it is waits a little longer for listings.
  return seconds >= least && seconds <= least + short ? record : { ...record, at: now - least * 1000 };
}
