import { earlierDeletions, ownDeletions } from "./deleted-before.ts";
import { kindsByName } from "./graph.ts";
import type { Cloud } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { LookAgain } from "./look-again.ts";
import { keyOf, type ObservedResource, type ObservedState, readKind } from "./observed.ts";

/** Milliseconds between two looks for what may only still be listed. */
const pause = 5000;

interface Going<C extends Cloud> extends Pick<LookAgain<C>, "provider" | "clock" | "signal" | "since"> {
  readonly record: Pick<LedgerRecord, "plan" | "state" | "at" | "deleted"> | undefined;
}

/**
 * What is there without what the last applies have deleted and listings still show: it is asked for by its
 * name where it has one, and else until it is shown no more or listings cannot be behind. Of an apply that
 * was cut short nobody knows how far it came: only what has a name is asked for.
 */
export async function withoutGone<C extends Cloud>(
  observed: ObservedState,
  { provider, clock, signal, record, since }: Going<C>,
): Promise<ObservedState> {
  if (record?.at === undefined) return observed;
  const isOpen = record.state === "open";
  const kindOf = kindsByName(provider.kinds);
  const own = new Set(ownDeletions(record));
  const earlier = earlierDeletions(record);
  const at = isOpen ? since : record.at;
  let lookedAt = since;
  const isLate = (one: ObservedResource) => {
    const deleted = own.has(keyOf(one)) ? at : earlier.get(keyOf(one));
    return one.status !== "deleting" && deleted !== undefined && lookedAt < deleted + lagOf(one) * 1000;
  };
  const lagOf = ({ kind }: ObservedResource) => provider.lagOf(kind).worst;
  const isAsked = (one: ObservedResource) => !isOpen || !own.has(keyOf(one)) || kindOf(one.kind).seek !== undefined;
  let doubtful = observed.resources.filter((one) => isLate(one) && isAsked(one));
  const gone = new Set<string>();
  while (doubtful.length > 0) {
    const names = [...new Set(doubtful.map(({ kind }) => kind))];
    lookedAt = clock.now();
    const shown = await Promise.all(
      names.map((name) => {
        const ofKind = doubtful.filter(({ kind }) => kind === name);
        return kindOf(name).seek === undefined
          ? readKind(provider.look(signal), kindOf(name), "existence")
          : provider.seek(signal, name, ofKind, observed.resources);
      }),
    );
    const there = new Set(shown.flat().map(keyOf));
    for (const one of doubtful) if (!there.has(keyOf(one))) gone.add(keyOf(one));
    // What is found by its name is there, whoever made it again.
    doubtful = doubtful.filter((one) => there.has(keyOf(one)) && kindOf(one.kind).seek === undefined && isLate(one));
    if (doubtful.length > 0) await clock.sleep(pause, signal);
  }
  if (gone.size === 0) return observed;
  return { ...observed, resources: observed.resources.filter((one) => !gone.has(keyOf(one))) };
}
