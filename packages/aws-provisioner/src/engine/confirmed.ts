import { kindsByName } from "./graph.ts";
import type { Cloud } from "./kind.ts";
import { type Depth, keyOf, type ObservedResource, type ObservedState } from "./observed.ts";
import type { Provider } from "./provider.ts";

interface Looking<C extends Cloud> {
  readonly provider: Provider<C>;
  readonly signal: AbortSignal;
  readonly depth?: Depth;
  /** Seconds between the two looks. */
  readonly apart: number;
}

/**
 * Two looks as one: what the later one shows, and what only the earlier one showed, where it is found by
 * another way than by listings, or too little time has passed to say that it has gone. A listing may leave
 * out what stands, and show what has gone.
 */
export async function confirmed<C extends Cloud>(
  earlier: ObservedState,
  later: ObservedState,
  { provider, signal, depth, apart }: Looking<C>,
): Promise<ObservedState> {
  const kindOf = kindsByName(provider.kinds);
  const there = new Set(later.resources.map(keyOf));
  const only = earlier.resources.filter((one) => !there.has(keyOf(one)));
  const mayBeBehind = ({ kind }: ObservedResource) =>
    kindOf(kind).seek === undefined && provider.lagOf(kind).worst > apart;
  const doubtful = only.filter((one) => !mayBeBehind(one));
  const names = [...new Set(doubtful.map(({ kind }) => kind))];
  const found = await Promise.all(
    names.map((name) => {
      const ofKind = doubtful.filter(({ kind }) => kind === name);
      return provider.seek(signal, name, ofKind, earlier.resources, depth);
    }),
  );
  const known = new Set(found.flat().map(keyOf));
  return {
    ...later,
    resources: [...later.resources, ...only.filter((one) => mayBeBehind(one) || known.has(keyOf(one)))],
  };
}
