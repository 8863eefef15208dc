import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import type { AnyKind } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { ListingLag } from "./listing-lag.ts";

interface Settling {
  /** The record of the last apply. */
  readonly last: LedgerRecord | undefined;
  readonly provider: {
    readonly kinds: readonly Pick<AnyKind, "name">[];
    lagOf(kind: string): ListingLag;
  };
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly emit: (event: Untimed) => void;
}

/**
 * Before the account is read for another apply, whatever that is to do: where an earlier one was cut short,
 * waits until listings have as a rule shown all that it had asked for. What is planned then is planned on
 * that; what they may still miss is looked for again where it matters.
 *
 * @returns The record of the one that was cut short, where it has waited.
 */
export async function settleOpen(settling: Settling): Promise<LedgerRecord | undefined> {
  const { last, provider, clock, signal, emit } = settling;
  if (last?.state !== "open") return undefined;
  const seconds = Math.max(...provider.kinds.map(({ name }) => provider.lagOf(name).usual));
  emit({ type: "settling", seconds });
  await clock.sleep(seconds * 1000, signal);
  return last;
}
