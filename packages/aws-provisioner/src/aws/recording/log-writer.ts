import type { Clock } from "../../engine/clock.ts";
import type { LogSink } from "./flight-log.ts";

/** Milliseconds for which the end of a run waits for its log. */
const parting = 5000;

/** Characters that wait for a slow sink at most, before the log is given up. */
const mostWaiting = 256 * 1024 * 1024;

export interface LogWriter {
  /** Takes a line, and returns at once. */
  add(line: string): void;
  /** Waits until all of it is written, for five seconds at most. Never rejects. */
  close(clock: Clock): Promise<void>;
}

/**
 * Writes lines in order and beside the run: what comes while the sink is busy goes into its next piece.
 *
 * @param onLoss Is told, once, why no more is written.
 */
export function logWriter(sink: LogSink, onLoss: (reason: unknown) => void): LogWriter {
  let waiting: string[] = [];
  let size = 0;
  let isLost = false;
  let writing: Promise<void> | undefined;
  const lose = (reason: unknown) => {
    if (isLost) return;
    isLost = true;
    waiting = [];
    onLoss(reason);
  };
  const write = async () => {
    while (waiting.length > 0) {
      const lines = waiting.join("");
      waiting = [];
      size = 0;
      await sink.write(lines);
    }
  };
  return {
    add(line) {
      if (isLost) return;
      waiting.push(`${line}\n`);
      size += line.length;
      if (size > mostWaiting) return lose(new Error("it is written more slowly than the run makes calls"));
      // Not at once: the lines of one moment make one piece.
      writing ??= Promise.resolve()
        .then(write)
        .catch(lose)
        .finally(() => (writing = undefined));
    },
    async close(clock) {
      const over = new AbortController();
      const late = clock.sleep(parting, over.signal).then(
        () => lose(new Error(`its last lines were not written within ${parting / 1000} s`)),
        () => {},
      );
      const ended = (async () => {
        while (writing !== undefined) await writing;
        await sink.close?.();
      })().catch(lose);
      await Promise.race([ended, late]);
      over.abort();
    },
  };
}
