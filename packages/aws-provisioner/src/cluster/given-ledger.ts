import { ProvisionError } from "../engine/error.ts";
import type { Ledger } from "../engine/ledger.ts";
import { asLedgerRecord } from "../engine/saved-form.ts";
import { unlessAborted } from "../engine/unless-aborted.ts";

const hint = "Nothing was sent. Mend the ledger: `read` gives the record that `write` was given, or undefined.";

/**
 * A ledger of the caller's own: of what it gives, only a record of that very cluster is taken, and it is
 * waited for no longer than until the signal is aborted.
 */
export function givenLedger(ledger: Ledger, signal: AbortSignal): Ledger {
  return {
    async read(cluster) {
      const record: unknown = await unlessAborted(signal, () => ledger.read(cluster));
      if (record === undefined) return undefined;
      const saved = asLedgerRecord(record, `the ledger gave no record of ${cluster}`, hint);
      if (saved.cluster === cluster) return saved;
      const told = `the ledger gave the record of ${JSON.stringify(saved.cluster)}, not of ${cluster}`;
      throw new ProvisionError("invalid-option", told, { hint });
    },
    write: (record) => unlessAborted(signal, () => ledger.write(record)),
  };
}
