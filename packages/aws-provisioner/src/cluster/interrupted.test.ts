import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import type { Run } from "../engine/run.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const harbour = blueprint("harbour", {
  network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }),
  etcd: etcd({ addresses: ["10.1.3.10", "10.1.4.10", "10.1.5.10"], tls: "mutual" }),
  pools: {
    web: workers({ subnets: "public", size: { min: 0, desired: 2, max: 4 }, expose: [{ port: 80 }] }),
    queue: machines({ subnets: "private", count: 2, volume: { size: 10, label: "queue", mount: "/var/lib/queue" } }),
  },
});
const including = ["*"];

function account(seed: number) {
  const simulated = simulateAccount({ seed, latency: "sampled" });
  const options: ApplyOptions = { ...simulated.connection, ledger: memoryLedger(), including };
  const before = simulated.inventory().length;
  return { simulated, options, before };
}

type On = ReturnType<typeof account>;

function isChange(operation: string): boolean {
  return !/^(?:Describe|Get|List|BatchGet|Head|Search)/.test(operation);
}

/** Interrupts a run after so many seconds, and gives what it told and how it ended. */
async function interrupted(
  { simulated: { clock, calls } }: On,
  seconds: number,
  start: (stop: ApplyOptions) => Run<unknown>,
) {
  const controller = new AbortController();
  const at = clock.now() + seconds * 1000;
  void clock.sleep(seconds * 1000).then(() => controller.abort(new Error("SIGTERM")));
  const run = start({ interrupt: controller.signal });
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  const error = await run.result.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const ended = clock.now();
  await clock.sleep(3600_000);
  const told = events.findIndex(({ type }) => type === "interrupted");
  const begun = told < 0 ? [] : events.slice(told).filter(({ type }) => type === "started");
  const sent = calls.filter(({ start: began }) => began > ended);
  return { error, begun, sent, late: ended - at };
}

/** Moments within what an undisturbed run takes. */
const moments = [0.05, 1.1, 2.4, 6, 20, 110];

describe("an interrupted create", () => {
  it.each(moments)("after %d s begins nothing more, ends within its grace, and is gone on with", async (seconds) => {
    const on = account(seconds);
    const { error, begun, sent, late } = await interrupted(on, seconds, (stop) =>
      createCluster(harbour, { ...on.options, ...stop }),
    );
    expect(error).toMatchObject({ name: "ProvisionError", code: "interrupted" });
    expect([begun, sent]).toEqual([[], []]);
    expect(late).toBeLessThanOrEqual(7000);
    await createCluster(harbour, on.options);
    expect((await planCluster(harbour, on.options)).steps).toEqual([]);
    const { resources } = await describeCluster(harbour, on.options);
    const addresses = resources.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect((await destroyCluster("harbour", on.options)).left).toEqual([]);
    await on.simulated.clock.sleep(8 * 24 * 3600_000);
    expect(on.simulated.inventory().length).toBe(on.before);
  });
});

describe("an interrupted destroy", () => {
  it.each([0.5, 6, 120])("after %d s is gone on with by the next one", async (seconds) => {
    const on = account(seconds);
    await createCluster(harbour, on.options);
    const { error, begun, sent, late } = await interrupted(on, seconds, (stop) =>
      destroyCluster("harbour", { ...on.options, ...stop }),
    );
    expect(error).toMatchObject({ code: "interrupted", message: expect.not.stringContaining("Or destroyCluster") });
    expect([begun, sent]).toEqual([[], []]);
    expect(late).toBeLessThanOrEqual(7000);
    expect((await destroyCluster("harbour", on.options)).left).toEqual([]);
    await on.simulated.clock.sleep(8 * 24 * 3600_000);
    expect(on.simulated.inventory().length).toBe(on.before);
  });
});

it("a saved plan that was interrupted is applied again, and goes on", async () => {
  const on = account(3);
  const plan = await planCluster(harbour, on.options);
  const { error } = await interrupted(on, 30, (stop) => applyPlan(plan, { ...on.options, ...stop }));
  expect(error).toMatchObject({ code: "interrupted" });
  await applyPlan(plan, on.options);
  expect((await planCluster(harbour, on.options)).steps).toEqual([]);
});

describe("what only looks is interrupted at once", () => {
  const looks: Readonly<Record<string, (on: On, stop: ApplyOptions) => PromiseLike<unknown>>> = {
    "a plan": ({ options }, stop) => planCluster(harbour, { ...options, ...stop }),
    "the plan of a destroy": ({ options }, stop) => planDestroy("harbour", { ...options, ...stop }),
    "a description": ({ options }, stop) => describeCluster("harbour", { ...options, ...stop }),
    "somebody who is asked to confirm": ({ options }, stop) =>
      createCluster(harbour, { ...options, ...stop, confirm: () => new Promise<never>(() => {}) }),
  };

  it.each(Object.entries(looks))("%s", async (_, look) => {
    const on = account(4);
    const controller = new AbortController();
    const done = Promise.resolve(look(on, { interrupt: controller.signal }));
    const ends = expect(done).rejects.toMatchObject({
      code: "interrupted",
      message: "interrupted by SIGINT\nIt had no change under way. Run the same again.",
    });
    const wait = on.simulated.clock.sleep(60_000);
    await on.simulated.clock.sleep(100);
    controller.abort("SIGINT");
    const at = on.simulated.clock.now();
    await ends;
    expect(on.simulated.clock.now()).toBe(at);
    await wait;
    expect(on.simulated.calls.filter(({ operation }) => isChange(operation))).toEqual([]);
  });
});

it.each([
  [{ grace: 0 }, "$.grace"],
  [{ grace: 1.5 }, "$.grace"],
  [{ interrupt: new AbortController() }, "$.interrupt"],
])("refuses %j", async (wrong, place) => {
  const { options } = account(5);
  await expect(createCluster(harbour, { ...options, ...(wrong as ApplyOptions) }).result).rejects.toThrow(place);
});
