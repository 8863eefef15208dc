import type { Clock } from "../clock.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { Stored } from "../ledger-store.ts";

/**
 * A record with when it was written by the clock of whoever reads it: the latest that the store's word can
 * mean. Its own word is by the clock of the computer that wrote it, by which listings would seem to have come
 * long ago, or never to come. Who takes it for newer than it is waits a little longer for them.
 */
export function dated(record: LedgerRecord, { ageSeconds: least }: Stored, clock: Clock): LedgerRecord {
  if (record.at === undefined || least === undefined) return record;
  return { ...record, at: clock.now() - least * 1000 };
}
