import { errorData, inJson } from "./error-data.ts";
import type { RunEvent, Untimed } from "./event.ts";

/**
 * Work that has begun: await it for its result, iterate it for its events. Each iterator replays from the
 * first event.
 */
export interface Run<Result> extends PromiseLike<Result>, AsyncIterable<RunEvent> {
  /** The promise itself, for `catch`, `finally` and `Promise.all`. */
  readonly result: Promise<Result>;
}

/** Starts `work` at once and gives its run. `emit` stamps the time since the start. */
export function startRun<Result>(
  now: () => number,
  work: (emit: (event: Untimed) => void) => Promise<Result>,
): Run<Result> {
  const began = now();
  const events: RunEvent[] = [];
  let wake: (() => void)[] = [];
  let over = false;
  const wakeAll = () => {
    const sleeping = wake;
    wake = [];
    for (const resume of sleeping) resume();
  };
  const result = work((event) => {
    events.push(stamped({ at: now() - began, ...event } as RunEvent));
    wakeAll();
  }).finally(() => {
    over = true;
    wakeAll();
  });
  // Whoever only iterates still learns of a failure from its events; an unhandled rejection would end the
  // process.
  result.catch(() => {});

  return {
    result,
    // oxlint-disable-next-line unicorn/no-thenable -- a run is awaited for its result
    then: (onFulfilled, onRejected) => result.then(onFulfilled, onRejected),
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ;) {
        const event = events[next];
        if (event !== undefined) {
          yield event;
          next++;
        } else if (over) return;
        else await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
  };
}

/** An event, whose error a line of JSON is not to lose. */
function stamped(event: RunEvent): RunEvent {
  return event.type === "failed" ? inJson(event, () => ({ ...event, error: errorData(event.error) })) : event;
}
