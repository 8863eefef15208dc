import type { Recorder } from "../aws/recording/recorder.ts";
import type { LookOptions } from "./options.ts";

/** Has the log of a run say when its caller ended it. Gives what ends that. */
export function hearEnds(
  { signal, interrupt }: Pick<LookOptions, "signal" | "interrupt">,
  recorder: Pick<Recorder, "aborted" | "interrupted"> | undefined,
): () => void {
  const over = new AbortController();
  const once = { once: true, signal: over.signal };
  signal?.addEventListener("abort", () => recorder?.aborted(), once);
  interrupt?.addEventListener("abort", () => recorder?.interrupted(), once);
  return () => over.abort();
}
