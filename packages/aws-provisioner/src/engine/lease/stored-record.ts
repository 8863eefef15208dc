import type { Clock } from "../clock.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { Stored } from "../ledger-store.ts";

/** Seconds by which the store's time may be off: `ageSeconds` is less by that. */
const clockError = 60;

/** Milliseconds that a write may take until the store has it. */
const slowest = 5000;

/**
 * The record of a stored text, with the time at which it was written by the clock of this computer. That of
 * the one that wrote it may have been behind, and what it made would seem to be older than listings can be; or
 * ahead, and what it deleted would be doubted for as long. Where the store's own time says otherwise that is
 * believed, and the latest that it can mean.
 */
export async function storedRecord(
  { text, ageSeconds }: Stored,
  parse: (text: string) => Promise<LedgerRecord>,
  clock: Clock,
): Promise<LedgerRecord> {
  const record = await parse(text);
  if (ageSeconds === undefined) return record;
  const latest = clock.now() - ageSeconds * 1000;
  const { at = -Infinity } = record;
  const isRight = at <= latest && at >= latest - clockError * 1000 - slowest;
  return isRight ? record : { ...record, at: latest };
}
