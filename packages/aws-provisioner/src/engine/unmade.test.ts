import { describe, expect, it } from "vitest";
import { refusal, silence } from "./testing/toy-errors.ts";
import { toyAccount } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

const street = houses({ name: "a", doors: ["front"] }, { name: "b", doors: ["front"] });

async function leftOpen(failures: readonly Error[], wish = street) {
  const { cloud, ledger, build } = toyAccount();
  cloud.failures.set("create house/a", [...failures]);
  await build(wish);
  const { state, unmade } = (await ledger.read("toy")) ?? {};
  return { state, unmade };
}

describe("what a run that failed tells of what it has not made", () => {
  it("names what was refused, and what needs that; not what it has made", async () => {
    const unmade = ["house/a", "door/a-front", "sign/a-front"];
    expect(await leftOpen([refusal("Forbidden", "no plot")])).toEqual({ state: "open", unmade });
  });

  it("does not name what was sent once and not answered, though it was refused after that", async () => {
    const told = await leftOpen([silence(), refusal("Forbidden", "no plot")]);
    expect(told).toEqual({ state: "open", unmade: ["door/a-front", "sign/a-front"] });
  });

  it("is nothing where nobody answers", async () => {
    const told = await leftOpen(Array.from({ length: 100 }, silence), houses({ name: "a", doors: ["front"] }));
    expect(told).toEqual({ state: "open", unmade: undefined });
  });

  it("is nothing where all is made", async () => {
    expect(await leftOpen([])).toEqual({ state: "closed", unmade: undefined });
  });

  it("names of a run that was cancelled what had not been sent", async () => {
    const { clock, cloud, ledger, build } = toyAccount();
    const knife = new AbortController();
    cloud.slow.set("create house/a", 60);
    void clock.sleep(5000).then(() => knife.abort(new Error("enough")));
    expect((await build(street, { signal: knife.signal })).error).toMatchObject({ message: "enough" });
    const unmade = ["door/a-front", "sign/a-front", "door/b-front", "sign/b-front"];
    expect(await ledger.read("toy")).toMatchObject({ state: "open", unmade: expect.arrayContaining(unmade) });
    expect((await ledger.read("toy"))?.unmade).not.toContain("house/a");
    expect(clock.now()).toBe(5000);
  });

  it("keeps no run up whose record cannot be written for long", async () => {
    const { clock, cloud, ledger, build } = toyAccount();
    cloud.failures.set("create house/a", [refusal("Forbidden", "no plot")]);
    const { write } = ledger;
    ledger.write = async (record) => (record.unmade === undefined ? write(record) : clock.sleep(900_000));
    await build(houses({ name: "a" }));
    expect(clock.now()).toBe(5000);
  });

  it("fails no run whose record cannot be written any more", async () => {
    const { cloud, ledger, build } = toyAccount();
    cloud.failures.set("create house/a", [refusal("Forbidden", "no plot")]);
    const { write } = ledger;
    ledger.write = (record) =>
      record.unmade === undefined ? write(record) : Promise.reject(new Error("the disk is full"));
    expect((await build(street)).error).toMatchObject({ message: "cannot create house/a: Forbidden: no plot" });
  });
});
