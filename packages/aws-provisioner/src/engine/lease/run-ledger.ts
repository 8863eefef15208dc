import type { Untimed } from "../event.ts";
import type { Ledger, LedgerRecord } from "../ledger.ts";

/** The ledger as one run of one cluster has it. */
export interface RunLedger extends Ledger {
  /**
   * The record as it is; nobody is waited for. While it is claimed, and tells of a run that is to be settled
   * first, it is not given out: what is planned on would be old.
   *
   * @throws {NotSettled}
   */
  last(): Promise<LedgerRecord | undefined>;
  /**
   * Waits until no other run holds the cluster.
   *
   * @throws {ProvisionError} `locked`.
   */
  claim(): Promise<Claim>;
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

/** A run that was cut short, or still goes on, is to be settled before anything is planned. */
export class NotSettled extends Error {
  override readonly name = "NotSettled";
  /** What the ledger has of that run. */
  readonly record: LedgerRecord;

  constructor(record: LedgerRecord) {
    super("a run that was cut short, or goes on, is to be settled first");
    this.record = record;
  }
}

export interface Claim {
  readonly record: LedgerRecord | undefined;
  /**
   * Whether another run was waited for, taken for dead, or may have ended only since this one began to ask:
   * what was seen before is old.
   */
  readonly waited: boolean;
}

/**
 * Another run began after this one had looked, and before it had changed anything: what was planned is old.
 */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
