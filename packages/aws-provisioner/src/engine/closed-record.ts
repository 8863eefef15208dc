import { deletedBefore, withoutMade } from "./deleted-before.ts";
import { kindsByName } from "./graph.ts";
import type { Cloud } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { ObservedResource } from "./observed.ts";
import type { Plan } from "./plan.ts";
import type { Provider } from "./provider.ts";

interface Found<C extends Cloud> {
  /** Where there is nothing to do. */
  readonly plan: Plan;
  readonly observed: readonly ObservedResource[];
  readonly live: ReadonlyMap<string, ObservedResource>;
  readonly provider: Provider<C>;
  readonly now: number;
}

/**
 * The record of a run that was cut short, when another one finds nothing left to do. Of what that one was to
 * do nobody knows how much it has done: the record tells of what stands now.
 */
export function closedRecord<C extends Cloud>(
  { unmade: _made, leaving: _left, interrupted: _asked, ...open }: LedgerRecord,
  { plan, observed, live, provider, now }: Found<C>,
): LedgerRecord {
  const deleted = deletedBefore({ ...open, state: "open" }, { observed, provider, now });
  const { deleted: _earlier, ...rest } = open;
  return {
    ...rest,
    plan,
    ...withoutMade(deleted, live, kindsByName(provider.kinds)),
    state: "closed",
    at: now,
  };
}
