import { isDeepStrictEqual } from "node:util";
import type { Plan } from "./plan.ts";

/**
 * The write-ahead record of one apply: written before its first mutation, closed after its last. Its `format`
 * changes by the same rule as that of `Plan`.
 */
export interface LedgerRecord {
  readonly format: 1;
  readonly cluster: string;
  /** Random id of the operation, from which every token of the apply is derived. */
  readonly operation: string;
  readonly plan: Plan;
  readonly state: "open" | "closed";
  /**
   * The fields that what the plan deletes had when the apply began, by the ids of the steps. Absent in
   * records of the first releases.
   */
  readonly leaving?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whether it is the very same plan that was recorded. */
export function isRecordOf({ plan: recorded }: Pick<LedgerRecord, "plan">, plan: Plan): boolean {
  return isDeepStrictEqual(asSaved(recorded), asSaved(plan));
}

/** Fields that are undefined are absent in a saved plan, and mean the same. */
function asSaved(plan: Plan): unknown {
  return JSON.parse(JSON.stringify(plan));
}

/**
 * Where applies are recorded. A record holds no secret. It is needed only while an apply is open: with every
 * record deleted, the next plan still finds everything by its tags.
 */
export interface Ledger {
  read(cluster: string): Promise<LedgerRecord | undefined>;
  write(record: LedgerRecord): Promise<void>;
}

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
 * console.log((await ledger.read("shared"))?.state);
 * ```
 */
export function memoryLedger(): Ledger {
  const records = new Map<string, string>();
  return {
    read: async (cluster) => {
      const text = records.get(cluster);
      return text === undefined ? undefined : (JSON.parse(text) as LedgerRecord);
    },
    write: async (record) => void records.set(record.cluster, JSON.stringify(record)),
  };
}
