import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type ExposureOptions, machines, network, type RolloutOptions, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import type { RunEvent } from "../engine/event.ts";
import type { Plan } from "../engine/plan.ts";
import { criticalPath } from "../engine/schedule.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";

interface Wanted {
  readonly fixed?: boolean;
  readonly count?: number;
  readonly text?: string;
  readonly expose?: readonly ExposureOptions[];
  readonly rollout?: RolloutOptions;
}

const served = (more: Partial<ExposureOptions> = {}): ExposureOptions => ({ port: 80, drain: 60, ...more });

/** A cluster of one role; without one where nothing is wanted of it. */
function port(wanted: Wanted | "none") {
  const net = network({
    cidr: "10.1.0.0/16",
    zones: 2,
    nat: "none",
    endpoints: [],
    tiers: { public: {} },
    dns: "p.internal",
  });
  if (wanted === "none") return blueprint("port", { network: net });
  const { fixed = false, count = 2, text = "low", expose = [served()], rollout } = wanted;
  const role = { subnets: "public", files: [{ path: "/etc/tide", text }], expose: [...expose] };
  const web = fixed
    ? machines({ ...role, count })
    : workers({ ...role, size: { min: 0, desired: count, max: 60 }, ...(rollout !== undefined && { rollout }) });
  return blueprint("port", { network: net, pools: { web } });
}

/** The seconds that a plan tells, those that it took, and what was told of the rest on the way. */
async function tried(before: Wanted | undefined, after: Wanted | "none" | "destroyed") {
  const account = simulateAccount({ seed: "estimates", latency: "typical" });
  const options = account.connection;
  if (before !== undefined) {
    await createCluster(port(before), options);
    await account.clock.sleep(900_000);
  }
  const run = after === "destroyed" ? destroyCluster("port", options) : createCluster(port(after), options);
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  const { plan } = events.find((event) => event.type === "planned") as { plan: Plan };
  const { report } = events.find((event) => event.type === "done") ?? {};
  if (report === undefined) throw new ProvisionError("step-failed", "the run had nothing to do");
  return { planned: criticalPath(plan.steps).seconds, took: report.elapsedSeconds, events };
}

const pool: Wanted = {};
const set: Wanted = { fixed: true };
const bare = { expose: [] };
const roll = (count: number, rollout: RolloutOptions, expose: readonly ExposureOptions[] = []) =>
  [
    { count, rollout, expose },
    { count, rollout, expose, text: "high" },
  ] as const;

describe("a plan tells its time within a third, or ten seconds, and the rest less by a tenth, or twenty, at most: of", () => {
  it.each<readonly [string, Wanted | undefined, Wanted | "none" | "destroyed"]>([
    ["a new cluster", undefined, pool],
    ["a destroy", pool, "destroyed"],
    ["a pool that goes", pool, "none"],
    ["a set that goes", set, "none"],
    ["a pool that grows", pool, { count: 4 }],
    ["a pool that starts", { count: 0 }, { count: 3 }],
    ["a pool that shrinks", { count: 4 }, { count: 1 }],
    ["a pool that stops", { count: 3 }, { count: 0 }],
    ["a pool that stops, and changes", { count: 3 }, { count: 0, text: "high" }],
    ["a pool that grows, and changes", { count: 3 }, { count: 5, text: "high" }],
    ["a pool that shrinks, and changes", { count: 5 }, { count: 3, text: "high" }],
    ["a set that grows behind its balancer", set, { ...set, count: 4 }],
    ["a set that grows", { ...set, ...bare }, { ...set, ...bare, count: 4 }],
    ["a set that shrinks, and drains", { ...set, count: 4 }, { ...set, count: 1 }],
    [
      "and is to drain for longer from now on",
      { ...set, count: 4 },
      { ...set, count: 1, expose: [served({ drain: 180 })] },
    ],
    ["a set that changes", set, { ...set, text: "high" }],
    ["a set that changes with its port", set, { ...set, text: "high", expose: [served({ targetPort: 8080 })] }],
    ["a service that comes", bare, pool],
    ["a service that goes", pool, bare],
    ["a service of a set that goes", set, { ...set, ...bare }],
    ["another port", pool, { expose: [served({ targetPort: 8080 })] }],
    [
      "another port by http",
      { expose: [served({ protocol: "http" })] },
      { expose: [served({ protocol: "http", targetPort: 8080 })] },
    ],
    ["another scheme", pool, { expose: [served({ scheme: "internal" })] }],
    ["another balancer of a set", set, { ...set, expose: [served({ balancer: "shared" })] }],
    ["machines replaced one by one", ...roll(3, {})],
    ["and with a short warmup, behind a network balancer", ...roll(3, { warmup: 60 }, [served()])],
    ["and behind one for http", ...roll(3, { warmup: 60 }, [served({ protocol: "http" })])],
    ["in batches that new ones fill", ...roll(5, { batch: 2, pause: 120 })],
    ["in batches larger than may be spared", ...roll(10, { batch: 4, minHealthy: 90 })],
    ["and some of which may be", ...roll(4, { batch: 3, minHealthy: 75 })],
    ["in batches smaller than may be spared", ...roll(6, { batch: 2, minHealthy: 50 })],
    ["half at once", ...roll(4, { warmup: 60, minHealthy: 50 }, [served()])],
    ["all at once", ...roll(4, { minHealthy: 0 })],
  ])("%s", async (_what, before, after) => {
    const { planned, took, events } = await tried(before, after);
    expect([planned, took, Math.abs(planned - took) <= Math.max(10, took / 3)]).toEqual([planned, took, true]);
    const end = Math.max(...events.map(({ at }) => at));
    const short = events.flatMap((event) => {
      if (!("eta" in event && "step" in event) || event.type === "started") return [];
      const left = (end - event.at) / 1000;
      return left - event.eta <= Math.max(20, left / 10)
        ? []
        : [`${event.type} ${event.step.id}: ${event.eta} of ${left}`];
    });
    expect(short).toEqual([]);
  });
});
