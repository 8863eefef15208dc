import type { ApplyInput } from "./apply-input.ts";
import { ProvisionError } from "./error.ts";
import type { Cloud } from "./kind.ts";

/** Seconds between two questions whether another run has begun. */
const apart = 120;

/**
 * Does what waits when a run's changes are done, and nobody is kept from beginning another one: what was made
 * may go again, and is waited for no longer then.
 *
 * @throws {ProvisionError} `lease-lost` when another run has begun.
 */
export async function unlessOvertaken<C extends Cloud, Result>(
  { plan, clock, signal, isOvertaken }: Pick<ApplyInput<C>, "plan" | "clock" | "signal" | "isOvertaken">,
  wait: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (isOvertaken === undefined) return wait(signal);
  const over = new AbortController();
  const overtaken = new AbortController();
  const ask = async () => {
    const either = AbortSignal.any([signal, over.signal]);
    for (;;) {
      await clock.sleep(apart * 1000, either);
      if (await isOvertaken().catch(() => false)) return overtaken.abort(begunSince(plan.cluster));
    }
  };
  ask().catch(() => {});
  try {
    return await wait(AbortSignal.any([signal, overtaken.signal]));
  } finally {
    over.abort();
  }
}

function begunSince(cluster: string): ProvisionError {
  return new ProvisionError("lease-lost", `another run has begun to change ${cluster} since this one was done`, {
    hint: "All its steps came to their end; what it made was not waited for any longer. A plan tells what stands now.",
  });
}
