import type { VirtualClock } from "../clock.ts";
import type { LogRun } from "./log-run.ts";

/** A signal that aborts so many milliseconds after the run's beginning, once it has begun. */
export function ending(
  { at }: Pick<LogRun, "at">,
  after: number | undefined,
  clock: VirtualClock,
  reason: string,
): { readonly signal: AbortSignal; begin(): void } | undefined {
  if (after === undefined) return undefined;
  const controller = new AbortController();
  let hasBegun = false;
  return {
    signal: controller.signal,
    begin() {
      if (hasBegun) return;
      hasBegun = true;
      const abort = () => controller.abort(new Error(reason));
      void clock.sleep(Math.max(0, at + after - clock.now())).then(abort);
    },
  };
}
