import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { design, type RolloutOptions } from "../index.ts";

const at = "pools.web.rollout";

it.each<[RolloutOptions, string[]]>([
  [{}, []],
  [{ when: "next-launch" }, []],
  [{ minHealthy: -1 }, [`rollout-healthy at ${at}.minHealthy`]],
  [{ minHealthy: 0 }, []],
  [{ minHealthy: 100 }, []],
  [{ minHealthy: 101 }, [`rollout-healthy at ${at}.minHealthy`]],
  [{ warmup: -1 }, [`rollout-warmup at ${at}.warmup`]],
  [{ warmup: 0 }, []],
  [{ warmup: 86_400 }, []],
  [{ warmup: 86_401 }, [`rollout-warmup at ${at}.warmup`]],
])("a rollout %j: %j", (rollout, broken) => {
  expect(brokenRules(ofPool({ rollout }))).toEqual(broken);
});

it.each<[RolloutOptions | undefined, object | undefined]>([
  [undefined, { minHealthy: 100, warmup: 300 }],
  [
    { minHealthy: 50, warmup: 0 },
    { minHealthy: 50, warmup: 0 },
  ],
  [{ when: "next-launch" }, undefined],
])("a design of a rollout %j has %j", (rollout, designed) => {
  expect(design(ofPool(rollout === undefined ? {} : { rollout })).roles[0]?.nodes).toMatchObject({
    rollout: designed,
  });
});

faultsOf([
  [
    "rollout with more nodes than there are, for ever",
    ofPool({ rollout: { minHealthy: 120, warmup: 100_000 } }),
    `error at fleet.pools.web.rollout.minHealthy: nodes that serve are 0 to 100 percent, not 120 [rollout-healthy]
       Give 90, for nine of ten, or 100 to have new machines first.
     error at fleet.pools.web.rollout.warmup: a machine counts after 0 to 86400 seconds, not 100000 [rollout-warmup]
       Give as many seconds as a new machine takes until it serves.`,
  ],
]);
