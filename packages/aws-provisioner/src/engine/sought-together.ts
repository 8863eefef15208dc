import type { Cloud } from "./kind.ts";
import type { ObservedResource } from "./observed.ts";
import type { Provider, Sought } from "./provider.ts";

interface Round {
  readonly sought: Sought[];
  readonly found: Promise<readonly ObservedResource[]>;
}

/** Looks by another way than by listings, in one call for all of a kind that are sought at the same time. */
export function soughtTogether<C extends Cloud>(
  provider: Provider<C>,
  signal: AbortSignal,
): (kind: string, one: Sought, known: readonly ObservedResource[]) => Promise<readonly ObservedResource[]> {
  const rounds = new Map<string, Round>();
  return (kind, one, known) => {
    const open = rounds.get(kind);
    if (open !== undefined) {
      open.sought.push(one);
      return open.found;
    }
    const sought = [one];
    // Those whose wait the same listing has ended come before this goes on.
    const found = Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => {
        rounds.delete(kind);
        return provider.seek(signal, kind, sought, known);
      });
    rounds.set(kind, { sought, found });
    return found;
  };
}
