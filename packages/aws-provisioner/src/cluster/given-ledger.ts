import { ProvisionError } from "../engine/error.ts";
import type { Ledger, LedgerRecord, Place } from "../engine/ledger.ts";
import { asLedgerRecord } from "../engine/saved-form.ts";
import { unlessAborted } from "../engine/unless-aborted.ts";

const hint = "Nothing was sent. Mend the ledger: `read` gives the record that `write` was given, or undefined.";

/**
 * A ledger of the caller's own at one place: of what it gives, only a record of that very cluster there is
 * taken, and it is waited for no longer than until the signal is aborted.
 */
export function givenLedger(ledger: Ledger, place: Place, signal: AbortSignal): Ledger {
  return {
    async read(cluster) {
      const record: unknown = await unlessAborted(signal, () => ledger.read(cluster, place));
      if (record === undefined) return undefined;
      return refuseStray(asLedgerRecord(record, `the ledger gave no record of ${cluster}`, hint), cluster, place);
    },
    async write(record) {
      const account = await unlessAborted(signal, place.account);
      await unlessAborted(signal, () => ledger.write({ ...record, account, region: place.region }));
    },
  };
}

/**
 * The record, where it is of that very cluster.
 *
 * @param mend What to do about one that is not.
 * @throws {ProvisionError} `invalid-option`.
 */
export async function refuseStray(
  record: LedgerRecord,
  cluster: string,
  place: Place,
  mend = hint,
): Promise<LedgerRecord> {
  const other = await strayOf(record, cluster, place);
  if (other === undefined) return record;
  const told = `the ledger gave the record of ${other}, not of ${cluster}`;
  throw new ProvisionError("invalid-option", told, { hint: mend });
}

/** What a record is of, where that is something else than was asked for. */
async function strayOf(record: LedgerRecord, cluster: string, place: Place): Promise<string | undefined> {
  if (record.cluster !== cluster) return JSON.stringify(record.cluster);
  if (record.region !== undefined && record.region !== place.region) return `${cluster} in ${record.region}`;
  if (record.account === undefined) return undefined;
  return record.account === (await place.account()) ? undefined : `${cluster} in account ${record.account}`;
}
