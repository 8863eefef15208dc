import fc from "fast-check";
import type { Network } from "../../packages/core/src/index.ts";
import type { DrawnCluster } from "./drawn-cluster.ts";
import { drawnNetwork } from "./drawn-network.ts";
import { type Pair, pairsOf } from "./drawn-pair.ts";
import { drawnRole, type DrawnRole } from "./drawn-role.ts";

/** How many pairs there are: what stands where nothing is disturbed is found out once for each. */
const pairs = 48;

const web = drawnRole("workers", "workers", "machines").map((role) => small(role, 2));
const db = drawnRole("machines", "addresses").map((role) => small(role, 1));

/** A cluster of one role or two, in two zones at most: as little as lives through everything in no time. */
const drawnBerth = fc
  .record({
    network: drawnNetwork.filter(({ zones }: Network) => (typeof zones === "number" ? zones : zones.length) <= 2),
    parts: fc.oneof(
      { weight: 3, arbitrary: fc.record({ pools: fc.record({ web }) }) },
      { weight: 3, arbitrary: fc.record({ pools: fc.record({ web, db }) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          pools: fc.record({ web }),
          etcd: drawnRole("etcd").map((role) => small(role, 1)),
        }),
      },
    ),
    length: fc.constantFrom(40, 50),
    tags: fc.constantFrom(undefined, { team: "harbour" }, { team: "port" }),
  })
  .map(({ network, parts, length, tags }) => ({ network, length, ...parts, ...(tags && { tags }) }) as DrawnCluster);

const drawnBerths = pairsOf(drawnBerth);
const drawnBefore = new Map<number, Pair>();

/** The pair of small clusters of a number; some dozens of them come round and round. */
export function berthsOf(number: number): Pair {
  const which = number % pairs;
  const known = drawnBefore.get(which) ?? fc.sample(drawnBerths, { numRuns: 1, seed: which })[0];
  if (known === undefined) throw new RangeError(`no pair is drawn by ${number}`);
  drawnBefore.set(which, known);
  return known;
}

function small(role: DrawnRole, count: number): DrawnRole {
  const { expose, given } = role;
  return { ...role, count: Math.min(role.count, count), expose: expose.slice(0, 1), given: given.slice(0, 1) };
}
