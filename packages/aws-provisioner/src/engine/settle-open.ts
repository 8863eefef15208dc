import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import type { LedgerRecord } from "./ledger.ts";

interface Settling {
  /** The record of the last apply. */
  readonly last: LedgerRecord | undefined;
  readonly provider: { readonly listingLagSeconds: number };
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly emit: (event: Untimed) => void;
}

/**
 * Before the account is read for another apply, whatever that is to do: where an earlier one was cut short,
 * waits until listings show for certain all that it had asked for. What is planned then is planned on that.
 *
 * @returns The record of the one that was cut short, where it has waited.
 */
export async function settleOpen(settling: Settling): Promise<LedgerRecord | undefined> {
  const { last, provider, clock, signal, emit } = settling;
  if (last?.state !== "open") return undefined;
  emit({ type: "settling", seconds: provider.listingLagSeconds });
  await clock.sleep(provider.listingLagSeconds * 1000, signal);
  return last;
}
