import type { KnownValues } from "./known-values.ts";
import type { Fields } from "./log-run.ts";

/** A ledger that has of each cluster what was last written, and at first what the log's run found. */
export interface ReplayedLedger<Record> {
  read(cluster: string): Promise<Record | undefined>;
  write(record: Record): Promise<void>;
}

/** What the log hides of the record is revealed each time that it is read, as far as it is known by then. */
export function replayedLedger<Record extends { readonly cluster: string }>(
  cluster: string,
  found: Fields | undefined,
  known: KnownValues,
): ReplayedLedger<Record> {
  const records = new Map(found === undefined ? [] : [[cluster, JSON.stringify(found)]]);
  return {
    async read(name) {
      const text = records.get(name);
      return text === undefined ? undefined : (revealed(JSON.parse(text), known) as Record);
    },
    async write(record) {
      records.set(record.cluster, JSON.stringify(record));
    },
  };
}

function revealed(value: unknown, known: KnownValues): unknown {
  if (typeof value === "string") return known.reveal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => revealed(item, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revealed(item, known)]));
}
