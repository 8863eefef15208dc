import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import { soughtIn, type SoughtUntil, twoWays } from "./certain-time.ts";
import { confirmed } from "./confirmed.ts";
import { kindsByName, type Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import { type Depth, keyOf, type ObservedResource, type ObservedState, readState } from "./observed.ts";
import type { Provider } from "./provider.ts";
import { refsIn } from "./ref.ts";
import { withoutGone } from "./without-gone.ts";

export interface LookAgain<C extends Cloud> {
  readonly provider: Provider<C>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Clock time at which what was observed was asked for. */
  readonly since: number;
  readonly emit?: (event: Untimed) => void;
  /** The record of the last apply; undefined where none was kept. */
  readonly record: LedgerRecord | undefined;
  /** What is to stand: all of it is made that is not there. */
  readonly wanted: readonly Resource[];
  /** The tags of all that is made, of the blueprint. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Whether an index has named anything of the cluster. It may go on to name what has gone: no more than one
   * other look follows from it alone.
   */
  readonly isNamed?: boolean;
  /** How deep to read. Default `fields`. */
  readonly depth?: Depth;
  /**
   * Whether only a plan is made: for what may never have been made it waits no longer than listings usually
   * take.
   */
  readonly plansOnly?: boolean;
}

/** Milliseconds before the first repetition, and the most before a later one. */
const pauses = { first: twoWays, longest: 15_000 } as const;

/**
 * What is there, with all that the listings have missed as far as anybody can know of it: what the last apply
 * made or kept, or had begun, and what nothing but its absence would keep from being made twice. That is
 * looked for by another way than the listing, and again until listings cannot be behind any more; and what
 * the last apply has deleted is not believed to stand. Costs no call where nothing is missing, and one where
 * nothing of the cluster seems to be there.
 */
export async function lookAgain<C extends Cloud>(observed: ObservedState, input: LookAgain<C>): Promise<ObservedState> {
  const { provider, clock, signal, emit } = input;
  const kindOf = kindsByName(provider.kinds);
  let state = await withoutGone(observed, input);
  const began = clock.now();
  if (input.record === undefined) {
    if (!isAlive(state)) state = withFound(state, await foundByName(state, input), addressesOf(input.wanted));
    if (isAlive(state) && lacks(state, input.wanted)) state = await relisted(state, input, began);
  }
  // What is found tells of what it needs.
  const missing = () => {
    const there = addressesOf(state.resources);
    const ids = new Set(state.resources.map(keyOf));
    const isThere = ({ address, kind, id }: SoughtUntil) =>
      id === undefined ? there.has(address) : ids.has(keyOf({ kind, id }));
    const sought = soughtIn({ ...input, isAlive: isAlive(state), there, began });
    return sought.filter((one) => state.kinds.has(one.kind) && !isThere(one));
  };
  let lookedAt = -Infinity;
  let isListed = true;
  for (let pause: number = pauses.first, looks = 0; ; pause = Math.min(2 * pause, pauses.longest), looks += 1) {
    let open = missing().filter(({ certainAt }) => certainAt > lookedAt);
    if (open.length === 0 && !isListed) {
      // What is listed only now may need something that has not been looked for.
      state = await relisted(state, input, began);
      open = missing().filter(({ certainAt }) => certainAt > lookedAt);
    }
    if (open.length === 0) return state;
    isListed = false;
    const kinds = [...new Set(open.map(({ kind }) => kind))];
    // What is told may be of the moment at which it was asked for, however long the answer takes.
    lookedAt = clock.now();
    const found = await Promise.all(
      kinds.map((kind) => {
        const ofKind = open.filter((one) => one.kind === kind);
        return looks % 2 === 0
          ? provider.seek(signal, kind, ofKind, state.resources, input.depth)
          : listed(kindOf(kind), input);
      }),
    );
    const seen = { resources: found.flat(), kinds: state.kinds };
    const { resources } = await withoutGone(seen, { ...input, since: lookedAt });
    state = withFound(state, resources, addressesOf(open));
    const late = missing().filter(({ certainAt }) => certainAt > lookedAt);
    if (late.length === 0 && looks === 0) return state;
    if (late.length === 0) continue;
    if (looks === 0) {
      const last = Math.max(...late.map(({ certainAt }) => certainAt));
      emit?.({ type: "settling", seconds: Math.ceil((last - clock.now()) / 1000) });
    }
    await clock.sleep(pause, signal);
  }
}

/**
 * What is the first to be made of all that has a name, where it is there: then a run of which nothing tells
 * has begun, a moment ago, and listings have yet to show what it has made.
 */
async function foundByName<C extends Cloud>(
  { resources, kinds }: ObservedState,
  { provider, signal, wanted, depth }: LookAgain<C>,
): Promise<readonly ObservedResource[]> {
  const kindOf = kindsByName(provider.kinds);
  const first = wanted.find(
    (one) => kinds.has(one.kind) && kindOf(one.kind).seek !== undefined && refsIn(one.props).length === 0,
  );
  return first === undefined ? [] : provider.seek(signal, first.kind, [first], resources, depth);
}

function isAlive({ resources }: ObservedState): boolean {
  return resources.some(({ foreign }) => !foreign);
}

function addressesOf(resources: readonly { readonly address: string }[]): ReadonlySet<string> {
  return new Set(resources.map(({ address }) => address));
}

function lacks({ resources }: ObservedState, wanted: readonly Resource[]): boolean {
  const there = addressesOf(resources);
  return wanted.some(({ address }) => !there.has(address));
}

/** All of it listed once more: something may have been left out at first, or have gone by then. */
async function relisted<C extends Cloud>(
  state: ObservedState,
  input: LookAgain<C>,
  began: number,
): Promise<ObservedState> {
  const { provider, signal, depth, clock } = input;
  const kinds = provider.kinds.filter(({ name }) => state.kinds.has(name));
  const since = clock.now();
  const seen = await withoutGone(await readState(provider.look(signal), kinds, depth), { ...input, since });
  return confirmed(state, seen, { ...input, apart: (since - began) / 1000 });
}

async function listed<C extends Cloud>(
  kind: AnyKind<C>,
  { provider, signal, depth }: LookAgain<C>,
): Promise<readonly ObservedResource[]> {
  return (await readState(provider.look(signal), [kind], depth)).resources;
}

/** The state with what was found under those addresses: each once, by however many fields it was sought. */
function withFound(
  state: ObservedState,
  found: readonly ObservedResource[],
  addresses: ReadonlySet<string>,
): ObservedState {
  const known = new Set(state.resources.map(keyOf));
  const more = new Map(found.flatMap((one) => (addresses.has(one.address) ? [[keyOf(one), one] as const] : [])));
  for (const key of known) more.delete(key);
  return more.size === 0 ? state : { ...state, resources: [...state.resources, ...more.values()] };
}
