import fc from "fast-check";
import { expect, it } from "vitest";
import { editsAt } from "./changes/edits.ts";
import { places } from "./changes/places.ts";
import { blueprintOf, drawnCluster } from "./torture/drawn-cluster.ts";

/** A fresh number each time; `DRYDOCK_SEED` repeats a run. */
const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2_147_483_647);

/** What makes a part another one, what stands in no new network, and what the drawn ones have already. */
const apart = /(?:^|\.)kind$|^network\.(?:vpcId|subnets)|\.ports\[\]$/;

it(`every field of a blueprint can come to differ between two clusters, seed ${seed}`, () => {
  const drawn = fc.sample(drawnCluster, { numRuns: 30, seed }).map(blueprintOf);
  const found = new Set(
    drawn.flatMap((blueprint) => {
      const roles = Object.keys(blueprint.pools ?? {});
      return places().flatMap((_, number) => editsAt(number, { blueprint, roles }).map(({ place }) => place));
    }),
  );
  expect(places().flatMap(({ path }) => (found.has(path) || apart.test(path) ? [] : path))).toEqual([]);
});
