import type { Cloud } from "./kind.ts";
import { type Depth, keyOf, type ObservedState } from "./observed.ts";
import type { Provider } from "./provider.ts";

interface Looking<C extends Cloud> {
  readonly provider: Provider<C>;
  readonly signal: AbortSignal;
  readonly depth?: Depth;
}

/**
 * Two looks as one: what the later one shows, and what only the earlier one showed, where it is found by
 * another way than by listings. A listing may leave out what stands, and show what has gone.
 */
export async function confirmed<C extends Cloud>(
  earlier: ObservedState,
  later: ObservedState,
  { provider, signal, depth }: Looking<C>,
): Promise<ObservedState> {
  const there = new Set(later.resources.map(keyOf));
  const doubtful = earlier.resources.filter((one) => !there.has(keyOf(one)));
  if (doubtful.length === 0) return later;
  const names = [...new Set(doubtful.map(({ kind }) => kind))];
  const found = await Promise.all(
    names.map((name) => {
      const ofKind = doubtful.filter(({ kind }) => kind === name);
      return provider.seek(signal, name, ofKind, earlier.resources, depth);
    }),
  );
  const known = new Set(found.flat().map(keyOf));
  return { ...later, resources: [...later.resources, ...doubtful.filter((one) => known.has(keyOf(one)))] };
}
