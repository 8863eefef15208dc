import fc from "fast-check";
import type { Blueprint } from "../../packages/core/src/index.ts";
import { editsAt } from "../changes/edits.ts";
import { blueprintOf, type DrawnCluster, drawnCluster, isSound } from "./drawn-cluster.ts";

/** Two sound blueprints of one cluster: what stands, and what it is to become; and a third. */
export interface Pair {
  readonly before: Blueprint;
  readonly after: Blueprint;
  /** What it is led to instead where it is cut short. */
  readonly third: Blueprint;
}

/** A cluster that the rules have nothing against. */
const sound = drawnCluster.filter((drawn) => isSound(blueprintOf(drawn)));

/**
 * Two clusters of which the second has some of what makes another one: a field, a role, a part, or all of it;
 * and then up to two fields of it are changed, of all that there are.
 */
export const drawnPair: fc.Arbitrary<Pair> = fc
  .tuple(sound, drawnCluster)
  .chain(([one, other]) =>
    fc
      .record({
        taken: fc.oneof(
          { weight: 6, arbitrary: fc.subarray(differing(one, other), { maxLength: 4 }) },
          { weight: 1, arbitrary: fc.constant(differing(one, other)) },
        ),
        edited: fc.array(fc.nat(), { maxLength: 2 }),
        other: fc.subarray(differing(one, other), { maxLength: 4 }),
        last: fc.array(fc.nat(), { maxLength: 2 }),
      })
      .map(({ taken, edited, other: instead, last }) => {
        const made = (paths: typeof taken, edits: typeof edited) =>
          edits.reduce(withEdit, blueprintOf(paths.reduce((drawn, path) => withTaken(drawn, other, path), one)));
        return { before: blueprintOf(one), after: made(taken, edited), third: made(instead, last) };
      }),
  )
  .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after) && isSound(after))
  .map((pair) => (isSound(pair.third) ? pair : { ...pair, third: pair.before }));

type Data = Readonly<Record<string, unknown>>;

/** How deep a cluster is taken apart: a field of a pool. */
const deepest = 3;

/** The paths at which two clusters differ, roles and parts as a whole, and their fields. */
function differing(one: unknown, other: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const own = path.length === 0 ? [] : [path];
  if (path.length === deepest || !isData(one) || !isData(other)) return own;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...own, ...[...names].flatMap((name) => differing(one[name], other[name], [...path, name]))];
}

function withTaken(drawn: DrawnCluster, other: DrawnCluster, path: readonly string[]): DrawnCluster {
  return take(drawn as unknown as Data, other as unknown as Data, path) as unknown as DrawnCluster;
}

function take(one: Data, other: Data, [name = "", ...rest]: readonly string[]): Data {
  const { [name]: own, ...others } = one;
  const given = other[name];
  if (rest.length > 0 && isData(own) && isData(given)) return { ...one, [name]: take(own, given, rest) };
  return given === undefined ? others : { ...one, [name]: given };
}

function withEdit(given: Blueprint, chosen: number): Blueprint {
  const all = editsAt(chosen, { blueprint: given, roles: Object.keys(given.pools ?? {}) });
  return all[chosen % all.length]?.after ?? given;
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
