import type { Untimed } from "../event.ts";
import type { Ledger, LedgerRecord } from "../ledger.ts";

/** The ledger as one run of one cluster has it. */
export interface RunLedger extends Ledger {
  /** The record as it was when it was claimed, and else as it is; nobody is waited for. */
  last(): Promise<LedgerRecord | undefined>;
  /**
   * Waits until no other run holds the cluster, and gives its record.
   *
   * @throws {ProvisionError} `locked`.
   */
  claim(): Promise<LedgerRecord | undefined>;
  /** Whether another run has written the record since it was claimed. */
  isOvertaken(): Promise<boolean>;
  /**
   * Resolves when it is certain that no other run has changed anything so far; at once as a rule.
   *
   * @throws {ProvisionError} `lease-lost`.
   */
  untilHeld(signal: AbortSignal): Promise<void>;
  /** Follows what the run does, for others to read who wait for it. */
  hear(event: Untimed): void;
  /** Has the next run begin at once: nothing is under way any more. Never fails. */
  letGo(): Promise<void>;
}

/**
 * Another run began after this one had looked, and before it had changed anything: what was planned is old.
 */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
