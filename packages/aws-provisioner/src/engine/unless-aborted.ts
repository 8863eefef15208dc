import { over } from "./over.ts";

/**
 * What somebody else's code comes to, who may never answer: once the signal is aborted, it is no longer
 * waited for. Rejects with the signal's reason then.
 */
export async function unlessAborted<Value>(signal: AbortSignal, work: () => Value | Promise<Value>): Promise<Value> {
  signal.throwIfAborted();
  const hearing = new AbortController();
  try {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { signal: hearing.signal });
    });
    return await Promise.race([work(), aborted]);
  } finally {
    hearing.abort(over);
  }
}
