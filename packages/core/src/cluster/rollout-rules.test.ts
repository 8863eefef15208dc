import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { design, machines, type MachinesRolloutOptions, type RolloutOptions } from "../index.ts";

const at = "pools.web.rollout";

/** Machines of a fixed number under the name that pools have. */
function ofMachines(rollout: MachinesRolloutOptions, count = 3) {
  return ofPool({}, { pools: { web: machines({ subnets: "private", count, rollout }) } });
}

it.each<[RolloutOptions, string[]]>([
  [{}, []],
  [{ when: "next-launch" }, []],
  [{ minHealthy: -1 }, [`rollout-healthy at ${at}.minHealthy`]],
  [{ minHealthy: 0 }, []],
  [{ minHealthy: 100 }, []],
  [{ minHealthy: 101 }, [`rollout-healthy at ${at}.minHealthy`]],
  [{ warmup: -1 }, [`rollout-warmup at ${at}.warmup`]],
  [{ warmup: 0 }, []],
  [{ warmup: 899 }, []],
  [{ warmup: 900 }, [`rollout-wait at ${at}.wait`]],
  [{ warmup: 3600, wait: 3600 }, [`rollout-wait at ${at}.wait`]],
  [{ warmup: 3601 }, [`rollout-warmup at ${at}.warmup`]],
  [{ warmup: 30, wait: 59 }, [`rollout-wait at ${at}.wait`]],
  [{ warmup: 30, wait: 60 }, []],
  [{ wait: 3600 }, []],
  [{ wait: 3601 }, [`rollout-wait at ${at}.wait`]],
  [{ batch: 0 }, [`rollout-batch at ${at}.batch`]],
  [{ batch: 1 }, []],
  [{ batch: 2 }, [`rollout-batch at ${at}.batch`]],
  [{ batch: 1, pause: -1 }, [`rollout-pause at ${at}.pause`]],
  [{ batch: 1, pause: 172_800 }, []],
  [{ batch: 1, pause: 172_801 }, [`rollout-pause at ${at}.pause`]],
  [{ pause: 60 }, [`rollout-pause at ${at}.pause`]],
  [{ pause: 0 }, []],
  [{ onFailure: "back" }, []],
  [{ onFailure: "stop" }, []],
  [
    { when: "next-launch", minHealthy: 50, batch: 1, pause: 60, warmup: 30, wait: 600, onFailure: "stop" },
    ["pause", "wait", "minHealthy", "batch", "warmup", "onFailure"].map((field) => `rollout-unused at ${at}.${field}`),
  ],
])("a rollout %j: %j", (rollout, broken) => {
  expect(brokenRules(ofPool({ rollout }))).toEqual(broken);
});

it.each<[MachinesRolloutOptions, string[]]>([
  [{}, []],
  [{ when: "next-launch" }, []],
  [{ batch: 0 }, [`rollout-batch at ${at}.batch`]],
  [{ batch: 2 }, []],
  [{ batch: 3 }, [`rollout-batch at ${at}.batch`]],
  [{ pause: 172_801 }, [`rollout-pause at ${at}.pause`]],
  [{ pause: 60 }, []],
  [{ wait: 59 }, [`rollout-wait at ${at}.wait`]],
  [{ wait: 60 }, []],
  [{ onFailure: "stop" }, []],
  [{ onFailure: "back" }, [`rollout-back at ${at}.onFailure`]],
  [{ when: "next-launch", batch: 1 }, [`rollout-unused at ${at}.batch`]],
])("a rollout of machines %j: %j", (rollout, broken) => {
  expect(brokenRules(ofMachines(rollout))).toEqual(broken);
});

it.each([
  [60, { interval: 20, healthyThreshold: 3 }, [`rollout-wait at ${at}.wait`]],
  [61, { interval: 20, healthyThreshold: 3 }, []],
  [900, { interval: 300, healthyThreshold: 3, timeout: 6 }, [`rollout-wait at ${at}.wait`]],
])("a wait of %d seconds for %j: %j", (wait, health, broken) => {
  expect(brokenRules(ofPool({ expose: [{ port: 80, health }], rollout: { warmup: 0, wait } }))).toEqual(broken);
});

it("one machine alone may be a batch", () => {
  expect(brokenRules(ofMachines({ batch: 1 }, 1))).toEqual([]);
});

const usual = { minHealthy: 100, batch: undefined, pause: 0, warmup: 300, wait: 900, back: true };

it.each<[RolloutOptions | undefined, object | undefined]>([
  [undefined, usual],
  [
    { minHealthy: 50, batch: 1, pause: 60, warmup: 0, wait: 600, onFailure: "stop" },
    { minHealthy: 50, batch: 1, pause: 60, warmup: 0, wait: 600, back: false },
  ],
  [{ when: "next-launch" }, undefined],
])("a design of a rollout %j has %j", (rollout, designed) => {
  const { nodes } = design(ofPool(rollout === undefined ? {} : { rollout })).roles[0] ?? {};
  expect(nodes?.kind === "group" && nodes.rollout).toEqual(designed);
});

it.each<[MachinesRolloutOptions, object]>([
  [{}, { replaces: true, batch: 1, pause: 0, wait: 900 }],
  [
    { batch: 2, pause: 60, wait: 300 },
    { replaces: true, batch: 2, pause: 60, wait: 300 },
  ],
  [{ when: "next-launch" }, { replaces: false, batch: 1, pause: 0, wait: 900 }],
])("a design of a rollout of machines %j has %j", (rollout, designed) => {
  const { nodes } = design(ofMachines(rollout)).roles[0] ?? {};
  expect(nodes?.kind === "machines" && nodes.rollout).toEqual(designed);
});

faultsOf([
  [
    "rollout with more nodes than there are, for ever",
    ofPool({ rollout: { minHealthy: 120, warmup: 100_000, batch: 0, pause: 200_000 } }),
    `error at fleet.pools.web.rollout.minHealthy: nodes that serve are 0 to 100 percent, not 120 [rollout-healthy]
       Give 90, for nine of ten, or 100 to have new machines first.
     error at fleet.pools.web.rollout.warmup: a machine counts after 0 to 3600 seconds, not 100000 [rollout-warmup]
       Give as many seconds as a new machine takes until it serves.
     error at fleet.pools.web.rollout.pause: between two batches pass 0 to 172800 seconds, not 200000 [rollout-pause]
       Give as many seconds as somebody or something takes to see whether the new machines do well.
     error at fleet.pools.web.rollout.batch: machines are replaced 1 or more at once, not 0 [rollout-batch]
       Give 1 or more, or leave it out.`,
  ],
  [
    "rollout that gives up before a machine counts",
    ofPool({ rollout: { warmup: 600, wait: 300 } }),
    `error at fleet.pools.web.rollout.wait: a machine counts after 600 seconds, and the rollout is given up after 300 [rollout-wait]
       Give a wait that is longer than warmup, or a shorter warmup.`,
  ],
  [
    "rollout that gives up before a balancer can know",
    ofPool({ expose: [{ port: 80, health: { interval: 30 } }], rollout: { warmup: 0, wait: 60 } }),
    `error at fleet.pools.web.rollout.wait: a balancer finds a machine healthy after 90 seconds at the soonest, and the rollout is given up after 60 [rollout-wait]
       Give a longer wait, or a shorter interval of the health checks.`,
  ],
  [
    "rollout that waits for no time",
    ofPool({ rollout: { wait: 10 } }),
    `error at fleet.pools.web.rollout.wait: a machine is waited for 60 to 3600 seconds, not 10 [rollout-wait]
       Give more seconds than a new machine takes until it is healthy, and an hour at most.`,
  ],
  [
    "rollout that pauses after no batch",
    ofPool({ rollout: { pause: 60 } }),
    `error at fleet.pools.web.rollout.pause: a pause follows a batch, and no batch is given [rollout-pause]
       Give batch too: how many machines are replaced before it pauses.`,
  ],
  [
    "rollout of a whole pool at once",
    ofPool({ rollout: { batch: 5 } }),
    `warning at fleet.pools.web.rollout.batch: a batch of 5 takes all 2 machines at once, and none is left where the new ones fail [rollout-batch]
       Give a smaller batch.`,
  ],
  [
    "rollout of all machines at once, and back",
    ofMachines({ batch: 3, onFailure: "back" }),
    `error at fleet.pools.web.rollout.onFailure: a machine that is replaced is gone when the new one turns out ill, and nothing keeps what it was made from [rollout-back]
       Use "stop": the others are untouched, and an apply of the blueprint before replaces the one that is ill.
     warning at fleet.pools.web.rollout.batch: a batch of 3 takes all 3 machines at once, and none is left where the new ones fail [rollout-batch]
       Give a smaller batch.`,
  ],
  [
    "rollout that none begins",
    ofMachines({ when: "next-launch", pause: 60 }),
    `warning at fleet.pools.web.rollout.pause: it says how an apply replaces machines, and with "next-launch" none does [rollout-unused]
       Remove it, or set when to "apply".`,
  ],
]);

it("a balancer whose checks take long is given ten minutes more than these", () => {
  const { nodes } = design(ofPool({ expose: [{ port: 80, health: { interval: 300 } }] })).roles[0] ?? {};
  expect(nodes?.kind === "group" && nodes.rollout?.wait).toBe(1500);
});
