import { isDeepStrictEqual } from "node:util";
import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
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
  readonly emit?: (event: Untimed) => void;
  /** The record of the last apply; undefined where none was kept. */
  readonly record: LedgerRecord | undefined;
  /** What is to stand: all of it is made that is not there. */
  readonly wanted: readonly Resource[];
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
const pauses = { first: 2000, longest: 15_000 } as const;

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
  let isAlive = state.resources.some(({ foreign }) => !foreign);
  if (input.record === undefined && !isAlive) {
    state = withFound(state, await foundByName(state, input), new Set(input.wanted.map(({ address }) => address)));
    isAlive = state.resources.some(({ foreign }) => !foreign);
  }
  if (input.record === undefined && isAlive && lacks(state, input.wanted)) state = await relisted(state, input, began);
  const wantedAt = byAddress(input.wanted);
  const recordedAt = byAddress(input.record?.plan.resources ?? []);
  const circumstances = { ...input, isAlive, began, wantedAt, recordedAt };
  const sought = expectedOf(input).flatMap((one) => {
    const kind = kindOf(one.kind);
    if (!observed.kinds.has(kind.name)) return [];
    const certainAt = certainTime(one, kind, circumstances);
    return certainAt === undefined ? [] : [{ ...one, certainAt }];
  });
  const missing = () => {
    const there = new Set(state.resources.map(({ address }) => address));
    return sought.filter(({ address }) => !there.has(address));
  };
  for (let pause: number = pauses.first, looks = 0; ; pause = Math.min(2 * pause, pauses.longest), looks += 1) {
    const open = missing().filter(({ certainAt }) => looks === 0 || certainAt > clock.now() - pause);
    if (open.length === 0) return looks === 0 ? state : relisted(state, input, began);
    const kinds = [...new Set(open.map(({ kind }) => kind))];
    const found = await Promise.all(
      kinds.map((kind) => {
        const ofKind = open.filter((one) => one.kind === kind);
        return looks % 2 === 0
          ? provider.seek(signal, kind, ofKind, state.resources, input.depth)
          : listed(kindOf(kind), input);
      }),
    );
    state = withFound(state, found.flat(), new Set(open.map(({ address }) => address)));
    const late = missing().filter(({ certainAt }) => certainAt > clock.now());
    if (late.length === 0) return looks === 0 ? state : relisted(state, input, began);
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

function lacks({ resources }: ObservedState, wanted: readonly Resource[]): boolean {
  const there = new Set(resources.map(({ address }) => address));
  return wanted.some(({ address }) => !there.has(address));
}

/** What should be there by the blueprint, and what the last apply made, or had begun to make. */
function expectedOf({ wanted, record }: Pick<LookAgain<Cloud>, "wanted" | "record">): readonly Resource[] {
  const fields = new Map(wanted.map(({ address, props }) => [address, props]));
  // What was made by other fields may have another name by them.
  const recorded = record?.plan.resources.filter(
    ({ address, props }) => !isDeepStrictEqual(fields.get(address), props),
  );
  return [...wanted, ...(recorded ?? [])];
}

interface Circumstances extends LookAgain<Cloud> {
  /** Whether anything of the cluster is there. */
  readonly isAlive: boolean;
  readonly began: number;
  readonly wantedAt: ReadonlyMap<string, Resource>;
  /** What the last apply was to have stand. */
  readonly recordedAt: ReadonlyMap<string, Resource>;
}

function byAddress(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((one) => [one.address, one]));
}

/** Clock time from which its absence is believed; undefined where that is so without another look. */
function certainTime(one: Resource, kind: AnyKind, at: Circumstances): number | undefined {
  const { record, wanted, wantedAt, recordedAt, isAlive, began, provider } = at;
  const lag = provider.lagOf(kind.name);
  const worst = began + lag.worst * 1000;
  const patient = at.plansOnly ? began + lag.usual * 1000 : worst;
  const isWanted = wantedAt.get(one.address);
  // Where all goes it goes with its owner, whether or not it is seen.
  if (wanted.length === 0 && kind.diesWith !== undefined) return undefined;
  if (record === undefined) {
    if (!kind.keyless) return undefined;
    if (!isAlive) return at.isNamed ? began : undefined;
    return patient;
  }
  const recorded = recordedAt.get(one.address);
  if (recorded === undefined) return kind.keyless && isAlive ? began : undefined;
  if (record.state === "closed") {
    // By a clock that is ahead of this one it may not have been yet.
    const age = Math.max(0, began - (record.at ?? -Infinity));
    // By two ways at least: one look may leave out what another has left out.
    return Math.max(began + pauses.first, worst - age);
  }
  // Of what was not begun, or was refused, nothing is there.
  if (record.unmade?.includes(one.address)) return began;
  // What has a name is found by it, and a create of what stands under its key is refused.
  if (kind.seek !== undefined || (isWanted !== undefined && !kind.keyless)) return began;
  // The token of the run that is continued makes no second one of what is the same.
  if (!kind.unguarded && isDeepStrictEqual(isWanted, recorded)) return began;
  return patient;
}

/** All of it listed once more: something may have been left out at first, or have gone by then. */
async function relisted<C extends Cloud>(
  state: ObservedState,
  input: LookAgain<C>,
  began: number,
): Promise<ObservedState> {
  const { provider, signal, depth, clock } = input;
  const kinds = provider.kinds.filter(({ name }) => state.kinds.has(name));
  return confirmed(state, await readState(provider.look(signal), kinds, depth), {
    ...input,
    apart: (clock.now() - began) / 1000,
  });
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
