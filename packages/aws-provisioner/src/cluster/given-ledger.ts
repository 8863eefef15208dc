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
      const saved = asLedgerRecord(record, `the ledger gave no record of ${cluster}`, hint);
      const other = strayOf(saved, cluster, { region: place.region, account: place.known });
      if (other === undefined) return saved;
      throw new ProvisionError("invalid-option", `the ledger gave the record of ${other}, not of ${cluster}`, { hint });
    },
    async write(record) {
      const account = await unlessAborted(signal, place.account);
      await unlessAborted(signal, () => ledger.write({ ...record, account, region: place.region }));
    },
  };
}

/** What a record is of, where that is something else than was asked for. */
function strayOf(
  record: LedgerRecord,
  cluster: string,
  place: { readonly region: string; readonly account: string | undefined },
): string | undefined {
  if (record.cluster !== cluster) return JSON.stringify(record.cluster);
  if (record.region !== undefined && record.region !== place.region) return `${cluster} in ${record.region}`;
  const isOther = place.account !== undefined && record.account !== undefined && record.account !== place.account;
  return isOther ? `${cluster} in account ${record.account}` : undefined;
}
