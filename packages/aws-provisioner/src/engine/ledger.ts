import { isDeepStrictEqual } from "node:util";
import type { Holder } from "./lease/holder.ts";
import { recordKey } from "./lease/keys.ts";
import type { LedgerStore, StoredLedger } from "./ledger-store.ts";
import { memoryStore } from "./memory-store.ts";
import type { Plan } from "./plan.ts";
import { parseRecord, printRecord } from "./record-text.ts";

/**
 * The write-ahead record of one apply: written before its first mutation, closed after its last. Its `format`
 * changes by the same rule as that of `Plan`.
 */
export interface LedgerRecord {
  readonly format: 1;
  readonly cluster: string;
  /** Where the cluster stands; absent in records of the first releases. */
  readonly account?: string;
  readonly region?: string;
  /** Random id of the operation, from which every token of the apply is derived. */
  readonly operation: string;
  readonly plan: Plan;
  readonly state: "open" | "closed";
  /**
   * Which of the runs that held the cluster wrote it, counted from 1. Absent where nothing kept them apart.
   */
  readonly fence?: number;
  /** Who holds the cluster; absent when nobody does. */
  readonly holder?: Holder;
  /** The operations of the last runs that came to their end, eight at most, the newest first. */
  readonly ended?: readonly string[];
  /**
   * When it was written, in milliseconds since 1970 by the writer's clock. Absent in records of the first
   * releases.
   */
  readonly at?: number;
  /**
   * The fields that what the plan deletes had when the apply began, by the ids of the steps. Absent in
   * records of the first releases.
   */
  readonly leaving?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * What runs before this one have deleted and listings may go on to show, by kind and id, in seconds before
   * `at`. Absent where there is none.
   */
  readonly deleted?: Readonly<Record<string, number>>;
  /**
   * When an orderly end was asked for (ISO 8601), and by whom, in words: the apply can be gone on with.
   * Absent where none was.
   */
  readonly interrupted?: { readonly at: string; readonly why: string };
  /**
   * Addresses of what the plan creates and of which the run that failed or was interrupted has surely made
   * nothing: nobody need look for them again and again. Absent while it goes on, and where it ended without a
   * word.
   */
  readonly unmade?: readonly string[];
}

/** Whether it is the very same plan that was recorded. */
export function isRecordOf({ plan: recorded }: Pick<LedgerRecord, "plan">, plan: Plan): boolean {
  return isDeepStrictEqual(asSaved(recorded), asSaved(plan));
}

/** Fields that are undefined are absent in a saved plan, and mean the same. */
function asSaved(plan: Plan): unknown {
  return JSON.parse(JSON.stringify(plan));
}

/** Where a cluster stands: clusters of one name may stand in several accounts and regions. */
export interface Place {
  readonly region: string;
  /** The account's id. Who needs it asks: it may take a call. */
  readonly account: () => Promise<string>;
}

/**
 * Where applies are recorded. A record holds no secret. It is needed only while an apply is open: with every
 * record deleted, the next plan still finds everything by its tags.
 */
export interface Ledger {
  /**
   * The record of a cluster at a place; undefined where there is none. A record that bears another account or
   * region is refused.
   */
  read(cluster: string, place?: Place): Promise<LedgerRecord | undefined>;
  /** Keeps the record of its `cluster` in its `account` and `region`, in place of the last one. */
  write(record: LedgerRecord): Promise<void>;
}

const hint = "Nothing was changed. Give another ledger: what this one holds was written by something else.";

/**
 * A ledger that lives as long as the process: what it cuts short is found by tags alone.
 *
 * @example
 * ```ts
 * import { createNetwork, memoryLedger } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const ledger = memoryLedger();
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, ledger });
 * const place = { region: "us-west-2", account: async () => "123456789012" };
 * console.log((await ledger.read("shared", place))?.state);
 * ```
 */
export function memoryLedger(): Ledger & StoredLedger {
  /** By account and region. */
  const stores = new Map<string, LedgerStore>();
  const storeAt = (account: string | undefined, region: string | undefined): LedgerStore => {
    const key = JSON.stringify([account ?? "", region ?? ""]);
    const store = stores.get(key) ?? memoryStore();
    stores.set(key, store);
    return store;
  };
  return {
    open({ region, account }) {
      const store = async () => storeAt(await account(), region);
      return {
        get: async (key) => (await store()).get(key),
        put: async (key, text, version) => (await store()).put(key, text, version),
      };
    },
    async read(cluster, place) {
      const account = place && (await place.account());
      const stored = await storeAt(account, place?.region).get(recordKey(cluster));
      return stored && parseRecord(Buffer.from(stored.text), `what the ledger has of ${cluster} is no record`, hint);
    },
    async write(record) {
      const [store, key] = [storeAt(record.account, record.region), recordKey(record.cluster)];
      await store.put(key, printRecord(record), (await store.get(key))?.version);
    },
  };
}
