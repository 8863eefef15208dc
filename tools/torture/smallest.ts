import fc from "fast-check";
import type { Blueprint } from "../../packages/core/src/index.ts";
import { type Change, changeOf } from "./change-of.ts";
import type { Cut } from "./cut.ts";
import { isSound } from "./drawn-cluster.ts";
import { drawnPair, type Pair } from "./drawn-pair.ts";

/** A pair whose change is broken, and what is broken of it. */
export interface Broken {
  readonly pair: Pair;
  readonly change: Change;
  readonly cuts: readonly Cut[];
}

/** How many smaller pairs are tried, of which each takes about a second. */
const mostTries = 80;

/** The pair of a number. */
export function pairOf(seed: number): Pair {
  const [pair] = fc.sample(drawnPair, { numRuns: 1, seed });
  if (pair === undefined) throw new RangeError(`no pair is drawn by ${seed}`);
  return pair;
}

/**
 * The smallest pair that was found to be broken beside one that is: with less that changes, and less that
 * stands.
 */
export async function smallestBroken(first: Broken, seed: number): Promise<Broken> {
  let [smallest, tries] = [first, 0];
  const seen = new Set<string>();
  const attempt = async (pair: Pair): Promise<void> => {
    const text = JSON.stringify(pair);
    const { before, after } = pair;
    if (seen.has(text) || JSON.stringify(before) === JSON.stringify(after)) return;
    seen.add(text);
    if (tries >= mostTries || !blueprintsIn(pair).every(isSound)) return;
    tries += 1;
    const change = await changeOf(pair, seed, first.cuts);
    if (change.way === "broken") smallest = { pair, change, cuts: first.cuts };
  };
  for (const path of [["etcd"], ["buckets"], ["tags"], ...pathsIn("pools", ...blueprintsIn(first.pair))]) {
    const { before, after, third } = smallest.pair;
    const without = (one: Blueprint) => withAt(one, path, undefined);
    await attempt({ before: without(before), after: without(after), third: without(third) });
  }
  for (let depth = 1; depth <= 5; depth += 1) {
    for (const path of differing(smallest.pair.before, smallest.pair.third, depth)) {
      const { pair } = smallest;
      await attempt({ ...pair, third: withAt(pair.third, path, valueAt(pair.before, path)) });
    }
    for (const path of differing(smallest.pair.before, smallest.pair.after, depth)) {
      const { pair } = smallest;
      await attempt({ ...pair, after: withAt(pair.after, path, valueAt(pair.before, path)) });
    }
  }
  return smallest;
}

type Data = Readonly<Record<string, unknown>>;

function blueprintsIn({ before, after, third }: Pair): readonly Blueprint[] {
  return [before, after, third];
}

function pathsIn(part: "pools", ...blueprints: readonly Blueprint[]): string[][] {
  return [...new Set(blueprints.flatMap((one) => Object.keys(one[part] ?? {})))].map((name) => [part, name]);
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isData(at) ? at[name] : undefined), data);
}

/** With another value at a path, or with none. What ends in a list keeps its places. */
function withAt(blueprint: Blueprint, path: readonly string[], value: unknown): Blueprint {
  const put = (at: Data, [name = "", ...rest]: readonly string[]): Data => {
    const inner = at[name];
    if (rest.length > 0) return isData(inner) ? { ...at, [name]: asIs(inner, put(inner, rest)) } : at;
    const { [name]: _, ...others } = at;
    return value === undefined ? others : { ...at, [name]: value };
  };
  return put(blueprint as unknown as Data, path) as unknown as Blueprint;
}

function asIs(was: Data, now: Data): unknown {
  return Array.isArray(was) ? Object.values(now) : now;
}

/** The paths of a depth at which two values differ. */
function differing(before: unknown, after: unknown, depth: number): string[][] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (depth === 0) return [[]];
  if (!isData(before) || !isData(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    differing(before[name], after[name], depth - 1).map((rest) => [name, ...rest]),
  );
}

/**
 * Where the blueprints of a pair differ, a line each, and those of the third marked where it is asked for.
 */
export function differencesOf({ before, after, third }: Pair, cuts: readonly Cut[]): string[] {
  const isThird = cuts.some(({ to }) => to === "third");
  return [
    ...differences(before, after),
    ...(isThird ? differences(before, third).map((line) => `third: ${line}`) : []),
  ];
}

/** Where two blueprints differ, a line each: `pools.web.size.desired: 2 -> 4`. */
function differences(before: unknown, after: unknown, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isData(before) || !isData(after)) return [`${path}: ${shown(before)} -> ${shown(after)}`];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differences(before[name], after[name], path === "" ? name : `${path}.${name}`));
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
