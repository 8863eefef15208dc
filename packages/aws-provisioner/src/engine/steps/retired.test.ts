import { describe, expect, it } from "vitest";
import { nothing, toyAccount } from "../testing/toy-run.ts";

const including = ["vault/*"];
const brand = "x";

function writes({ calls }: { readonly calls: readonly string[] }): readonly string[] {
  return calls.filter((call) => !call.startsWith("list"));
}

describe("what is not to be cut short", () => {
  it("comes to its end before it is deleted, and tells what it waits for, each once", async () => {
    const { clock, cloud, plan, run } = toyAccount();
    cloud.plant("vault", "gold", { brand, size: 2000 }, { reason: "being carried out" });
    cloud.changeLag = 40;
    const planned = await plan(nothing, { including });
    expect(planned.plan.steps).toMatchObject([{ id: "delete vault/gold", seconds: 50 }]);
    const { error, events } = await run(planned);
    expect(error).toBeUndefined();
    expect(writes(cloud)).toEqual(["update vault/gold", "delete vault/gold"]);
    expect(events.flatMap((event) => (event.type === "waiting" ? [event.reason] : []))).toEqual(["being carried out"]);
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
  });

  it("is deleted as it stands where its kind says so of it", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("vault", "gold", { brand, size: 60 });
    const planned = await plan(nothing, { including });
    expect(planned.plan.steps).toMatchObject([{ id: "delete vault/gold", seconds: 20 }]);
    await run(planned);
    expect(writes(cloud)).toEqual(["delete vault/gold"]);
  });

  it("may go meanwhile by somebody's hand", async () => {
    const { clock, cloud, build } = toyAccount();
    const { id } = cloud.plant("vault", "gold", { brand, size: 2000 });
    cloud.changeLag = 10_000;
    void clock.sleep(30_000).then(() => cloud.stored.delete(id));
    const { error } = await build(nothing, { including });
    expect(error).toBeUndefined();
    expect(clock.now()).toBeLessThan(60_000);
  });

  it("is given up after its time, with what it waited for, and not deleted", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("vault", "gold", { brand, size: 2000 }, { reason: "being carried out" });
    cloud.changeLag = 10_000;
    const { error } = await build(nothing, { including });
    expect(error).toMatchObject({
      code: "timed-out",
      address: "vault/gold",
      message:
        "vault/gold (vault-1) is not at its end after 1100 s: last seen ready: being carried out\nRun again, which waits anew.",
    });
    expect(writes(cloud)).toEqual(["update vault/gold"]);
  });
});
