import { describe, expect, it } from "vitest";
import type { Holder } from "../provider.ts";
import { refusal } from "../testing/toy-errors.ts";
import { nothing, toyAccount } from "../testing/toy-run.ts";
import { houses } from "../testing/toy-wishes.ts";

const stranger: Holder = { name: "a stranger's cart", ids: ["cart-1"], leaving: false };
const guest: Holder = { name: "a guest", ids: ["guest-1"], leaving: true };

/** A fence that cannot go, held by these, and a house that goes beside it. */
async function removal(holders: readonly Holder[] | undefined, refused = Infinity) {
  const { clock, cloud, build } = toyAccount();
  const fence = cloud.plant("fence", "main", {});
  cloud.plant("house", "main", {});
  if (holders !== undefined) cloud.holders.set(fence.id, holders);
  const error = refusal("InUse", "it is in use");
  if (refused === Infinity) cloud.refusals.set("delete fence/main", error);
  else
    cloud.failures.set(
      "delete fence/main",
      Array.from({ length: refused }, () => error),
    );
  const { events, error: thrown } = await build(nothing);
  const failed = events.findIndex(({ type }) => type === "failed");
  const tries = cloud.calls.filter((call) => call === "delete fence/main").length;
  const reasons = events.flatMap((event) => (event.type === "waiting" ? [event.reason] : []));
  return { clock, cloud, thrown, tries, reasons, failed, left: [...cloud.stored.keys()] };
}

describe("a deletion that is refused because something is in use", () => {
  it("fails at once where nobody lets go, with each holder, and others go on", async () => {
    const { thrown, tries, left } = await removal([stranger, guest, stranger]);
    expect(thrown).toMatchObject({
      code: "held",
      address: "fence/main",
      message: expect.stringContaining(
        "fence/main (fence-1) is held by a stranger's cart, which no step of the plan moves",
      ),
    });
    expect([tries, left]).toEqual([1, ["fence-1"]]);
  });

  it("waits for what goes by itself, and says so once", async () => {
    const { thrown, tries, reasons } = await removal([guest], 9);
    expect([thrown, tries]).toEqual([undefined, 10]);
    expect(reasons.filter((reason) => reason.includes("guest"))).toEqual(["until a guest lets it go"]);
  });

  it("waits for what a step of the plan takes away, whether that has come or not", async () => {
    const { thrown, reasons } = await removal([{ ...stranger, ids: ["cart-1", "house-2"] }], 3);
    expect(thrown).toBeUndefined();
    expect(reasons).toContain("until house/main lets it go");
  });

  it("is repeated where nobody can tell", async () => {
    expect(await removal(undefined, 12)).toMatchObject({ thrown: undefined, tries: 13 });
  });

  it("believes after five minutes that nothing is there that a listing shows", async () => {
    const { thrown, clock } = await removal([]);
    expect(thrown).toMatchObject({ code: "held", message: expect.stringContaining("something that no listing shows") });
    expect(clock.now()).toBeGreaterThan(300_000);
    expect(clock.now()).toBeLessThan(360_000);
  });

  it("does not wait for a step that has failed", async () => {
    const { cloud, build } = toyAccount();
    const fence = cloud.plant("fence", "main", {});
    cloud.plant("house", "main", {});
    cloud.slow.set("delete fence/main", 5);
    cloud.holders.set(fence.id, [{ ...stranger, ids: ["house-2"] }]);
    cloud.refusals.set("delete fence/main", refusal("InUse", "it is in use"));
    cloud.refusals.set("delete house/main", refusal("Forbidden", "no"));
    const { error } = await build(nothing);
    const messages = (error as AggregateError).errors.map(({ message }: Error) => message.split(",")[0]);
    expect(messages).toEqual([
      "cannot delete house/main: Forbidden: no",
      "fence/main (fence-1) is held by a stranger's cart",
    ]);
  });

  it("does not wait for a step that changes something else of its holder", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    const fence = cloud.plant("fence", "old", {});
    cloud.holders.set(fence.id, [{ ...stranger, ids: ["house-1"] }]);
    cloud.refusals.set("delete fence/old", refusal("InUse", "it is in use"));
    expect((await build(houses({ color: "blue" }))).error).toMatchObject({ code: "held" });
  });
});
