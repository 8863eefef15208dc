import type { Recorder } from "../aws/recording/recorder.ts";
import type { RunLedger } from "../engine/lease/run-ledger.ts";

/** A run's ledger, of which its log tells what that had, and when it was the run's turn. */
export function recordedTurns(ledger: RunLedger, recorder: Pick<Recorder, "ledger" | "claimed">): RunLedger {
  return {
    ...ledger,
    last() {
      const record = ledger.last();
      // Whoever asks hears of a failure.
      record.then(recorder.ledger, () => {});
      return record;
    },
    async claim() {
      const record = await ledger.claim();
      recorder.claimed(record);
      return record;
    },
  };
}
