import type { Untimed } from "../engine/event.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import { Overtaken } from "../engine/lease/run-ledger.ts";
import { settleOpen } from "../engine/settle-open.ts";
import type { Session } from "./session.ts";

/** What a run does when its turn has come: looks, and then changes what it has looked at. */
export interface RunTurn<Looked, Result> {
  look(): Promise<Looked>;
  /** @param open The record of a run that was cut short, where there is one. */
  change(looked: Looked, open: LedgerRecord | undefined): Promise<Result>;
}

/**
 * Looks and changes while no other run holds the cluster. Nothing is held while it looks, or while somebody
 * reads its plan: whoever else began to change something in the meantime is waited for, and then everything
 * is looked at again. That is told by the record, which is read before the first look and written by its
 * version: who looked while he asked could have seen what was before a run that had ended by the answer.
 *
 * @throws {ProvisionError} `locked`.
 */
export async function inTurn<Looked, Result>(
  session: Session,
  emit: (event: Untimed) => void,
  { look, change }: RunTurn<Looked, Result>,
): Promise<Result> {
  const { ledger, provider, clock, signal } = session;
  for (;;) {
    const last = await ledger.claim();
    const open = await settleOpen({ last, provider, clock, signal, emit });
    try {
      const looked = await look().catch(async (error: unknown) => {
        signal.throwIfAborted();
        // What was seen may be of before and of after what another run has done.
        throw (await ledger.isOvertaken().catch(() => false)) ? new Overtaken() : error;
      });
      return await change(looked, open);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}
