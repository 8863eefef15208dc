import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import type { Ledger, LedgerRecord } from "./ledger.ts";

interface Settling {
  readonly cluster: string;
  readonly ledger: Ledger;
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
  const { cluster, ledger, provider, clock, signal, emit } = settling;
  const last = await ledger.read(cluster);
  if (last?.state !== "open") return undefined;
  emit({ type: "settling", seconds: provider.listingLagSeconds });
  await clock.sleep(provider.listingLagSeconds * 1000, signal);
  return last;
}
