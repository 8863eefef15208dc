import { setMaxListeners } from "node:events";
import type { Clock } from "../../engine/clock.ts";
import type { LogPlace } from "./flight-log.ts";

interface PlacedLog {
  readonly place: LogPlace;
  /** The run is over: nothing more is waited for but what is still to be written. */
  endPauses(): void;
  /** Nobody waits for the log any more. */
  end(): void;
}

/** What a log is kept with, as long as it is. */
export function placeOf(given: Omit<LogPlace, "sleep" | "pause" | "signal">, clock: Clock): PlacedLog {
  const [over, ended] = [new AbortController(), new AbortController()];
  setMaxListeners(0, ended.signal);
  return {
    place: {
      ...given,
      signal: ended.signal,
      sleep: (milliseconds) => clock.sleep(milliseconds, ended.signal),
      pause: (milliseconds) => clock.sleep(milliseconds, over.signal).catch(() => {}),
    },
    endPauses: () => over.abort(),
    end: () => ended.abort(),
  };
}
