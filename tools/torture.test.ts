import fc from "fast-check";
import { expect, it } from "vitest";
import { editsAt } from "./changes/edits.ts";
import { places } from "./changes/places.ts";
import { blueprintOf, type DrawnCluster, drawnCluster } from "./torture/drawn-cluster.ts";
import { type DrawnRole, optionNames } from "./torture/drawn-role.ts";

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
