import type { Clock } from "../engine/clock.ts";
import type { Untimed } from "../engine/event.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import { Overtaken } from "../engine/lease/run-ledger.ts";
import { settleOpen } from "../engine/settle-open.ts";
import type { Session } from "./session.ts";

/** What a run does when its turn has come: looks, and then changes what it has looked at. */
export interface RunTurn<Looked, Result> {
  look(session: Session): Promise<Looked>;
  /** @param open The record of a run that was cut short, where there is one. */
  change(looked: Looked, open: LedgerRecord | undefined): Promise<Result>;
}

/**
 * Looks and changes while no other run holds the cluster. Nothing is held while it looks, or while somebody
 * reads its plan: whoever else began to change something in the meantime is waited for, and then everything
 * is looked at again.
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
    // As a rule nobody else is at it, and looking takes longer than asking who is.
    const old = new AbortController();
    const early = look({ ...session, clock: waitingUntil(old.signal, clock) });
    early.catch(() => {});
    const { record: last, waited } = await ledger.claim();
    const open = await settleOpen({ last, provider, clock, signal, emit });
    const isOld = waited || open !== undefined;
    if (isOld) {
      old.abort(new Error("what is looked for is old"));
      await early.catch(() => {});
    }
    try {
      const looked = await (isOld ? look(session) : early).catch(async (error: unknown) => {
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

/** A clock by which nobody waits any more once that is aborted; what is under way ends by itself. */
function waitingUntil(end: AbortSignal, clock: Clock): Clock {
  const { steady, virtual } = clock;
  return {
    now: () => clock.now(),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal ? AbortSignal.any([signal, end]) : end),
    ...(steady !== undefined && { steady: () => steady.call(clock) }),
    ...(virtual !== undefined && { virtual }),
  };
}
