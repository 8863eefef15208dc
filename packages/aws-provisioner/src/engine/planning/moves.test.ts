import { describe, expect, it } from "vitest";
import type { AnyKind } from "../kind.ts";
import { planned, seen } from "../testing/planned-moves.ts";
import { Door, Fence, House, Lamp, Sign, type Toy } from "../testing/toy-kinds.ts";
import type { Wish } from "../testing/toy-run.ts";

const street = { $ref: "house/h", field: "street" };

describe("what others are led to", () => {
  it("goes when its successor serves and they have been led there, for as long as they remember", () => {
    const observed = [
      seen("house", "h", { color: "red", plot: "1" }),
      seen("lamp", "map", { doorId: "street of h", watts: 1 }),
    ];
    const wish: Wish = (graph) => {
      graph.add(House, "h", { color: "red", plot: "2" });
      graph.add(Lamp, "map", { doorId: street, watts: 1 });
    };
    expect(planned(wish, observed)).toEqual([
      "create house/h, 100 s < ",
      "update lamp/map [house/h], 75 s < create house/h",
      "delete house/h (h), 90 s < create house/h, update lamp/map + 30 s",
    ]);
  });

  it("goes when its successor serves where nobody is led to it by the plan", () => {
    const observed = [seen("house", "h", { color: "red", plot: "1" })];
    const wish: Wish = (graph) => graph.add(House, "h", { color: "red", plot: "2" });
    expect(planned(wish, observed)).toEqual([
      "create house/h, 100 s < ",
      "delete house/h (h) [house/h], 130 s < create house/h",
    ]);
  });

  it("is awaited where it stands already; and what they may have left a moment ago stays for as long", () => {
    const observed = [
      seen("house", "h", { color: "red", plot: "2" }),
      seen("house", "old", { color: "red", plot: "1" }),
      seen("lamp", "map", { doorId: "street of old", watts: 1 }),
    ];
    const wish: Wish = (graph) => {
      graph.add(House, "h", { color: "red", plot: "2" });
      graph.add(Lamp, "map", { doorId: street, watts: 1 });
    };
    expect(planned(wish, observed)).toEqual([
      "update lamp/map [house/h], 5 s < ",
      "delete house/old, 90 s < update lamp/map + 30 s",
    ]);
    const led = observed.map((one) =>
      one.kind === "lamp" ? seen("lamp", "map", { doorId: "street of h", watts: 1 }) : one,
    );
    expect(planned(wish, led)).toEqual(["delete house/old, 90 s after 30 s < "]);
  });
});

it("what serves in a place goes when nobody is led there any more", () => {
  const observed = [
    seen("house", "h", { color: "red", plot: "2" }),
    seen("house", "old", { color: "red", plot: "1" }),
    seen("lamp", "map", { doorId: "old", watts: 1 }),
    seen("fence", "guest", { around: "old" }),
  ];
  const wish: Wish = (graph) => {
    const { id } = graph.add(House, "h", { color: "red", plot: "2" });
    graph.add(Lamp, "map", { doorId: id, watts: 1 });
  };
  expect(planned(wish, observed)).toEqual([
    "update lamp/map [house/h], 5 s < ",
    "delete house/old, 60 s < delete fence/guest, update lamp/map + 30 s",
    "delete fence/guest, 32 s < update lamp/map + 30 s",
  ]);
});

it("an owner stays until what comes in place of all that dies with it is there", () => {
  const observed = [
    seen("house", "h", { color: "red", plot: "1" }),
    seen("door", "d", { houseId: "h", locks: [] }),
    seen("sign", "s", { doorId: "d", text: "old" }),
  ];
  const wish: Wish = (graph) => {
    const { id: houseId } = graph.add(House, "h", { color: "red", plot: "2" });
    const { id: doorId } = graph.add(Door, "d", { houseId, locks: [] });
    graph.add(Sign, "s", { doorId, text: "old" });
  };
  expect(planned(wish, observed).find((step) => step.startsWith("delete door"))).toBe(
    "delete door/d (d), 1 s < create door/d, create sign/s",
  );
});

describe("a set of which something that goes needs what is to leave it", () => {
  const door: AnyKind<Toy> = { ...Door, widens: { locks: (lock: string) => lock.toLowerCase() } };
  const widening = [House, door, Fence];
  const observed = (locks: readonly string[]) => [
    seen("house", "h", { color: "red", plot: "1" }),
    seen("door", "d", { houseId: "x", locks }),
    seen("fence", "f", { around: "x" }),
  ];
  const wish =
    (locks: readonly string[], fence = false): Wish =>
    (graph) => {
      graph.add(House, "h", { color: "red", plot: "1" });
      graph.add(Door, "d", { houseId: "x", locks });
      if (fence) graph.add(Fence, "f", { around: "x" });
    };

  it("gains first, and loses when that has gone", () => {
    expect(planned(wish(["b"]), observed(["a"]), widening)).toEqual([
      "update door/d widen, 1 s < ",
      "update door/d (narrow) narrow, 1 s < delete fence/f, update door/d",
      "delete fence/f, 2 s < ",
    ]);
  });

  it("waits for it where it only loses, and not where it only gains or nothing goes", () => {
    expect(planned(wish(["a"]), observed(["a", "b"]), widening)[0]).toBe("update door/d, 1 s < delete fence/f");
    expect(planned(wish(["a", "b"]), observed(["a"]), widening)[0]).toBe("update door/d, 1 s < ");
    expect(planned(wish(["A"]), observed(["a"]), widening)[0]).toBe("update door/d, 1 s < ");
    expect(planned(wish(["b"], true), observed(["a"]), widening)).toEqual(["update door/d, 1 s < "]);
  });
});
