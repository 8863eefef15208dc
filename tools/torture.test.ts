import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsAt } from "./changes/edits.ts";
import { places } from "./changes/places.ts";
import { absentLife } from "./torture/absent-life.ts";
import { changeOf } from "./torture/change-of.ts";
import { cutsOf, drawnCuts } from "./torture/cut.ts";
import { latenessOf } from "./torture/drawn-lateness.ts";
import { blueprintOf, type DrawnCluster, drawnCluster } from "./torture/drawn-cluster.ts";
import { type DrawnRole, optionNames } from "./torture/drawn-role.ts";
import { drawnLives } from "./torture/drawn-lives.ts";
import { writersLifeOf } from "./torture/drawn-writers.ts";
import { killedLife } from "./torture/killed-life.ts";
import { moves } from "./torture/moves.ts";
import { differencesOf, pairOf, smallestBroken } from "./torture/smallest.ts";
import { writersLife } from "./torture/writers-life.ts";
import { seededRandom } from "../packages/aws-simulator/src/random.ts";

/** A fresh number each time; `DRYDOCK_SEED` repeats a run. */
const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2_147_483_647);

/** What makes a part another one, what stands in no new network, and what the drawn ones have already. */
const apart = /(?:^|\.)kind$|^network\.(?:vpcId|subnets)|\.ports\[\]$/;

it(`every field of a blueprint can come to differ between two clusters, seed ${seed}`, () => {
  const drawn = fc.sample(drawnCluster, { numRuns: 30, seed }).map((cluster) => blueprintOf(withAllGiven(cluster)));
  const found = new Set(
    drawn.flatMap((blueprint) => {
      const roles = Object.keys(blueprint.pools ?? {});
      return places().flatMap((_, number) => editsAt(number, { blueprint, roles }).map(({ place }) => place));
    }),
  );
  expect(places().flatMap(({ path }) => (found.has(path) || apart.test(path) ? [] : path))).toEqual([]);
});

/** With every option that its roles may have: which of them are drawn is left to chance. */
function withAllGiven({ etcd, pools, ...rest }: DrawnCluster): DrawnCluster {
  const all = (role: DrawnRole) => ({ ...role, given: optionNames });
  const named = Object.entries(pools).map(([name, role]) => [name, all(role)]);
  return { ...rest, pools: Object.fromEntries(named), ...(etcd && { etcd: all(etcd) }) };
}

/** How many pairs are lived: all of them take their time, and `npm run torture:changes` lives 2,000. */
const pairs = process.env["DRYDOCK_REQUIRE_ALL"] === "1" ? 100 : 4;

it(`${pairs} pairs of clusters come from one to the other, cut short or not, or are refused before, seed ${seed}`, async () => {
  const ways = new Map<string, number>();
  for (let at = seed; at < seed + pairs; at += 1) {
    const pair = pairOf(at);
    const cuts = cutsOf(at);
    const change = await changeOf(pair, at, cuts);
    ways.set(change.way, (ways.get(change.way) ?? 0) + 1);
    if (change.way !== "broken") continue;
    const { pair: smallest, change: smallestChange } = await smallestBroken({ pair, change, cuts }, at);
    const told = [...change.told, "Smallest:", ...differencesOf(smallest, cuts), ...smallestChange.told];
    expect.fail(`npm run torture:changes -- --pairs 1 --seed ${at}:\n${told.join("\n")}`);
  }
  // Where nearly all are refused, or nothing is to be done, nothing is tried.
  if (pairs >= 100) expect(ways.get("done")).toBeGreaterThan(pairs / 4);
});

it(`${pairs} lives on accounts whose listings are behind leave nothing twice and nothing at all, seed ${seed}`, async () => {
  for (let at = seed; at < seed + pairs; at += 1) {
    const { told } = await absentLife(pairOf(at), at, latenessOf(at));
    expect({ again: `npm run torture:absence -- --lives 1 --seed ${at}`, told }).toMatchObject({ told: [] });
  }
});

/** How many lives of two writers, of which `npm run torture:lives` lives thousands, and of killed runs. */
const [shared, killed] = process.env["DRYDOCK_REQUIRE_ALL"] === "1" ? [40, 50] : [15, 10];

it(`${shared} lives with two writers, whom everything disturbs, come to one end, seed ${seed}`, async () => {
  for (let at = seed; at < seed + shared; at += 1) {
    const { told } = await writersLife(writersLifeOf(at), at);
    expect({ again: `npm run torture:lives -- --seed ${at} --only 0`, told }).toMatchObject({ told: [] });
  }
});

it(`${killed} lives in which a run is killed at any of its calls come to their end, seed ${seed}`, async () => {
  for (const life of drawnLives(killed, seededRandom(`lives of ${seed}`))) {
    const { told } = await killedLife(life, seed);
    expect({ again: `npm run torture -- --lives ${killed} --seed ${seed}`, told }).toMatchObject({ told: [] });
  }
});

describe("a service that moves is served by its name at every moment", () => {
  it.each(Object.keys(moves))(`to %s, whole and cut short, seed ${seed}`, async (to) => {
    const pair = moves[to];
    if (pair === undefined) throw new Error(`no move is called ${to}`);
    const drawn = fc.sample(drawnCuts, { numRuns: pairs >= 100 ? 3 : 1, seed });
    for (const cuts of [[], ...drawn]) {
      const { way, told } = await changeOf(pair, seed, cuts);
      expect({ cuts, way, told }).toEqual({ cuts, way: "done", told: [] });
    }
  });
});
