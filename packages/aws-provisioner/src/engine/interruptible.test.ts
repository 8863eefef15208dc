import { describe, expect, it } from "vitest";
import type { Untimed } from "./event.ts";
import type { LedgerRecord } from "./ledger.ts";
import { refusal } from "./testing/toy-errors.ts";
import { nothing, toyAccount } from "./testing/toy-run.ts";
import { home, houses } from "./testing/toy-wishes.ts";

const two = houses({ name: "a", doors: ["front"] }, { name: "b" });

/** An account in which `home`, or another wish, is interrupted after so many seconds. */
function interrupting(seconds: number) {
  const account = toyAccount();
  const [soft, hard] = [new AbortController(), new AbortController()];
  const records: { readonly record: LedgerRecord; readonly at: number; readonly calls: number }[] = [];
  const { write } = account.ledger;
  account.ledger.write = async (record) => {
    records.push({ record, at: account.clock.now(), calls: account.cloud.calls.length });
    await write(record);
  };
  void account.clock.sleep(seconds * 1000).then(() => soft.abort(new Error("SIGINT")));
  return { ...account, records, hard, soft, choices: { interrupt: soft.signal, signal: hard.signal } };
}

function types(events: readonly Untimed[], ...wanted: readonly Untimed["type"][]) {
  return events.filter(({ type }) => wanted.includes(type));
}

const changes = (calls: readonly string[]) => calls.filter((call) => !call.startsWith("list"));

describe("an interrupted run", () => {
  it("marks its record at once, says how it was left, and waits for nothing", async () => {
    const { clock, cloud, build, records, choices } = interrupting(50);
    const { error, events, report } = await build(home, choices);
    expect(error).toMatchInlineSnapshot(`
      [ProvisionError: interrupted by SIGINT: 0 of 5 steps are done; begun and left as it is: house/main; 4 not begun
      Run the same again: it goes on from there. Or destroyCluster takes away what stands.]
    `);
    expect(clock.now()).toBe(50_000);
    const interrupted = { at: "1970-01-01T00:00:50.000Z", why: "SIGINT" };
    expect(
      records.map(({ at, record: { operation: _, plan, leaving, cluster, format, ...rest } }) => [at, rest]),
    ).toEqual([
      [0, { at: 0, state: "open" }],
      [50_000, { at: 0, state: "open", interrupted }],
      [50_000, { at: 50_000, state: "open", interrupted, unmade: expect.any(Array) }],
    ]);
    expect(report).toMatchObject({ steps: 5, failed: 0, left: 1, skipped: 4 });
    expect(types(events, "interrupted", "left", "skipped", "failed")).toMatchObject([
      { type: "interrupted", why: "SIGINT", grace: 7, steps: [] },
      { type: "left", step: { address: "house/main" } },
      ...Array.from({ length: 4 }, () => ({ type: "skipped", because: "the interruption" })),
    ]);
    expect(changes(cloud.calls)).toEqual(["create house/main"]);
  });

  it("finishes the call that is in flight, which the next run takes up without making it twice", async () => {
    const { clock, cloud, ledger, build, records, choices } = interrupting(3);
    cloud.slow.set("create house/main", 6);
    const { error, events } = await build(home, choices);
    expect(error).toMatchObject({ code: "interrupted" });
    expect(types(events, "interrupted")).toMatchObject([{ steps: [{ address: "house/main" }] }]);
    // Before anything is waited for: the call is answered three seconds later.
    expect(records[1]).toMatchObject({ at: 3000, record: { interrupted: { why: "SIGINT" } } });
    expect(clock.now()).toBe(6000);
    expect(cloud.all("house/main")).toHaveLength(1);
    expect((await build(home)).error).toBeUndefined();
    expect(changes(cloud.calls).filter((call) => call === "create house/main")).toHaveLength(1);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed" });
    expect(await ledger.read("toy")).not.toHaveProperty("interrupted");
  });

  it("cuts short what is still in flight after its grace, and sends nothing more", async () => {
    const { clock, cloud, build, choices } = interrupting(3);
    cloud.slow.set("create house/main", 60);
    const { error } = await build(home, { ...choices, grace: 10 });
    expect(error).toMatchObject({ code: "interrupted", message: expect.stringContaining("left as it is: house/main") });
    expect(clock.now()).toBe(13_000);
    await clock.sleep(1000_000);
    expect(changes(cloud.calls)).toEqual(["create house/main"]);
    cloud.slow.clear();
    expect((await build(home)).error).toBeUndefined();
    expect(cloud.all("house/main")).toHaveLength(1);
  });

  it("does not repeat what was answered with not yet", async () => {
    const { clock, cloud, build, choices } = interrupting(3);
    cloud.slow.set("create house/main", 6);
    cloud.failures.set("create house/main", [refusal("NotYet", "not visible")]);
    const { error, events } = await build(home, choices);
    expect(error).toMatchObject({ code: "interrupted" });
    expect(clock.now()).toBe(6000);
    expect(types(events, "retrying")).toEqual([]);
    expect(changes(cloud.calls)).toEqual(["create house/main"]);
  });

  it("tells what had failed, and what fails meanwhile, as the cause", async () => {
    const { cloud, build, choices } = interrupting(3);
    cloud.slow.set("create house/a", 5);
    cloud.failures.set("create house/a", [refusal("Forbidden", "no plot")]);
    const { error, report } = await build(two, choices);
    expect(report).toMatchObject({ failed: 1, left: 1, skipped: 2 });
    expect(error).toMatchObject({
      code: "interrupted",
      message: expect.stringContaining(
        "0 of 4 steps are done; 1 failed; begun and left as it is: house/b; 2 not begun",
      ),
      cause: { code: "step-failed", message: "cannot create house/a: Forbidden: no plot" },
    });
  });

  it("is stopped at once by the other signal, with that one's reason", async () => {
    const { clock, cloud, build, hard, records, choices } = interrupting(3);
    cloud.slow.set("create house/main", 60);
    void clock.sleep(5000).then(() => hard.abort("enough"));
    const { error } = await build(home, choices);
    expect(error).toBe("enough");
    expect(clock.now()).toBe(5000);
    expect(records.at(-1)?.record.interrupted).toMatchObject({ why: "SIGINT" });
  });

  it("that was stopped at once before is not interrupted any more", async () => {
    const { clock, cloud, build, hard, records, choices } = interrupting(3);
    cloud.slow.set("create house/main", 60);
    void clock.sleep(1000).then(() => hard.abort("enough"));
    const { error, events } = await build(home, choices);
    expect(error).toBe("enough");
    await clock.sleep(60_000);
    expect(types(events, "interrupted")).toEqual([]);
    expect(records.map(({ record }) => record.interrupted)).toEqual([undefined, undefined]);
  });

  it("whose last call was answered meanwhile leaves nothing to do, and no open record after the next one", async () => {
    const { cloud, ledger, build, choices } = interrupting(3);
    cloud.plant("house", "main", { color: "red", plot: "1" });
    cloud.slow.set("update house/main", 5);
    const { error } = await build(houses({ color: "blue" }), choices);
    expect(error).toMatchObject({ code: "interrupted" });
    const again = await build(houses({ color: "blue" }));
    expect(again.error).toBeUndefined();
    expect(changes(cloud.calls)).toEqual(["update house/main"]);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed" });
    expect(await ledger.read("toy")).not.toHaveProperty("interrupted");
  });

  it("whose deletions were not begun has deleted nothing, by the record of one that finds nothing to do", async () => {
    const { clock, cloud, ledger, plan, build } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    const { plan: deleting } = await plan(nothing);
    expect(deleting.steps).toHaveLength(1);
    await ledger.write({ format: 1, cluster: "toy", operation: "o", plan: deleting, state: "open", at: clock.now() });
    expect((await build(houses({}))).error).toBeUndefined();
    expect(await ledger.read("toy")).toMatchObject({ state: "closed", plan: { steps: [] } });
    expect(cloud.stored.size).toBe(1);
  });

  it("succeeds where the last call was all that there was to wait for", async () => {
    const { cloud, ledger, build, choices } = interrupting(3);
    cloud.plant("house", "main", { color: "red", plot: "1" });
    cloud.plant("sign", "old", { doorId: "d", text: "x" });
    cloud.slow.set("delete sign/old", 5);
    const { error, report } = await build(houses({}), choices);
    expect([error, report?.left]).toEqual([undefined, undefined]);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed" });
  });

  it("that cannot mark its record says so, and goes on to its end", async () => {
    const { clock, ledger, build, choices } = interrupting(50);
    const { write } = ledger;
    ledger.write = (record) =>
      record.interrupted === undefined ? write(record) : Promise.reject(new Error("the disk is full"));
    const { error } = await build(home, choices);
    expect(error).toMatchObject({
      code: "interrupted",
      message: expect.stringContaining("its record could not be marked (the disk is full), but is open"),
    });
    expect(clock.now()).toBe(50_000);
  });

  it("waits for the mark, however long that takes", async () => {
    const { clock, ledger, build, choices } = interrupting(50);
    const { write } = ledger;
    ledger.write = async (record) => {
      if (record.interrupted !== undefined && record.unmade === undefined) await clock.sleep(40_000);
      await write(record);
    };
    await build(home, choices);
    expect(clock.now()).toBe(90_000);
    expect(await ledger.read("toy")).toMatchObject({ interrupted: { why: "SIGINT" } });
  });

  it("that was asked to end before it began changes nothing, and says that it could", async () => {
    const { cloud, ledger, build } = toyAccount();
    const { error, report } = await build(home, { interrupt: AbortSignal.abort() });
    expect(error).toMatchObject({
      code: "interrupted",
      message: expect.stringContaining("interrupted by the caller: 0 of 5 steps are done; 5 not begun"),
    });
    expect(report).toMatchObject({ skipped: 5 });
    expect(changes(cloud.calls)).toEqual([]);
    expect(await ledger.read("toy")).toMatchObject({ state: "open", interrupted: { why: "the caller" } });
  });

  it("names no more than some of what it left", async () => {
    const { build, choices } = interrupting(50);
    const many = houses(...Array.from({ length: 11 }, (_, index) => ({ name: `h${index}` })));
    expect((await build(many, choices)).error).toMatchObject({ message: expect.stringMatching(/house\/h7, 3 more\n/) });
  });
});

it("whenever a run is interrupted, the next one ends where one alone would have", async () => {
  const alone = toyAccount();
  await alone.build(home);
  const whole = changes(alone.cloud.calls).toSorted();
  const moments = [...new Set(alone.clock.woken)].flatMap((at) => [at, at + 1]);
  expect(moments.length).toBeGreaterThan(20);
  for (const moment of moments) {
    const { cloud, ledger, plan, build, choices } = interrupting(moment / 1000);
    await build(home, choices);
    expect((await build(home)).error).toBeUndefined();
    expect(changes(cloud.calls).toSorted()).toEqual(whole);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed" });
    expect((await plan(home)).plan.steps).toEqual([]);
  }
});
