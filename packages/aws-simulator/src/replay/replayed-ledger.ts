import type { Clock } from "../clock.ts";
import type { KnownValues } from "./known-values.ts";
import type { LogRun } from "./log-run.ts";
import { until } from "./until.ts";

/** A ledger that has of each cluster what was last written, and at first what the log's run found. */
export interface ReplayedLedger<Record> {
  read(cluster: string, place?: { readonly account: () => Promise<string> }): Promise<Record | undefined>;
  write(record: Record): Promise<void>;
  /** Waits until it was the run's turn, and has from then on what the run found in its own ledger. */
  turn(): Promise<{
    /** Whether another run began before this one had changed anything. */
    readonly overtaken: boolean;
  }>;
}

interface ReplayedLedgerInput {
  readonly run: LogRun;
  readonly clock: Clock;
  readonly known: KnownValues;
  /** The replayed run has begun. */
  readonly begin: () => void;
}

/** What the log hides of the record is revealed each time that it is read, as far as it is known by then. */
export function replayedLedger<Record extends { readonly cluster: string }>({
  run: { at, cluster, ledger, claims, attempts, endsAt },
  clock,
  known,
  begin,
}: ReplayedLedgerInput): ReplayedLedger<Record> {
  const records = new Map<string, string>();
  const keep = (record: object | undefined) =>
    record === undefined ? records.delete(cluster) : records.set(cluster, JSON.stringify(record));
  keep(ledger.record);
  const left = [...claims];
  const asksAccount = attempts.some(({ operation }) => operation === "GetCallerIdentity");
  return {
    async read(name, place) {
      begin();
      // The run's own ledger lay in an account, whose id it asked for.
      if (asksAccount) await place?.account();
      await until(clock, at + ledger.t);
      const text = records.get(name);
      return text === undefined ? undefined : (revealed(JSON.parse(text), known) as Record);
    },
    async write(record) {
      records.set(record.cluster, JSON.stringify(record));
    },
    async turn() {
      const claim = left.shift();
      if (claims.length === 0) {
        await until(clock, at + endsAt);
        throw new Error("the run that wrote the log never had its turn: another one held the cluster all the while");
      }
      if (claim === undefined) return { overtaken: false };
      await until(clock, at + claim.t);
      keep(claim.record);
      return { overtaken: left.length > 0 };
    },
  };
}

function revealed(value: unknown, known: KnownValues): unknown {
  if (typeof value === "string") return known.reveal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => revealed(item, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revealed(item, known)]));
}
