import { describe, expect, it } from "vitest";
import type { AnyKind } from "../kind.ts";
import { movingKinds, planned, seen } from "../testing/planned-moves.ts";
import { Door, Fence, House, Lamp, type Toy } from "../testing/toy-kinds.ts";
import type { Wish } from "../testing/toy-run.ts";

/** A house that an interrupted run made, and the one that it was to stand in for, under one address. */
const two = [
  { ...seen("house", "new", { color: "red", plot: "2" }), address: "house/h", name: "h" },
  { ...seen("house", "old", { color: "red", plot: "1" }), address: "house/h", name: "h" },
];
const wanted: Wish = (graph) => graph.add(House, "h", { color: "red", plot: "2" });

describe("what an interrupted run left under one address", () => {
  it("goes when its successor serves, which stands already", () => {
    expect(planned(wanted, two)).toEqual(["delete house/h (old) [house/h], 60 s < "]);
  });

  it("stays for as long as others may still go there who were led to its successor", () => {
    const led = [...two, seen("lamp", "map", { doorId: "street of new", watts: 1 })];
    const wish: Wish = (graph) => {
      wanted(graph);
      graph.add(Lamp, "map", { doorId: { $ref: "house/h", field: "street" }, watts: 1 });
    };
    expect(planned(wish, led)).toEqual(["delete house/h (old) [house/h], 90 s after 30 s < "]);
    expect(planned(wish, [...led, seen("lamp", "other", { doorId: "old", watts: 1 })])).toEqual([
      "delete house/h (old), 60 s < delete lamp/other",
      "delete lamp/other, 1 s < ",
    ]);
  });
});

describe("who is moved", () => {
  const shared: readonly AnyKind<Toy>[] = movingKinds.map((one) =>
    one.name === "door"
      ? {
          ...Door,
          lingers: () => 30,
          shared: { locks: { entry: "lock", keyOf: (lock: unknown) => String(lock).slice(0, 1) } },
        }
      : one,
  );
  const observed = [
    seen("house", "h", { color: "red", plot: "1" }),
    seen("house", "old", { color: "red", plot: "1" }),
    seen("door", "d", { houseId: "x", locks: ["a", "old"] }),
  ];

  it("waits for what an entry of its own did not lead to, though another one does", () => {
    const wish: Wish = (graph) => {
      const { id } = graph.add(House, "h", { color: "red", plot: "1" });
      graph.add(Door, "d", { houseId: "x", locks: ["a", id] });
    };
    const standing = observed.map((one) =>
      one.kind === "door" ? seen("door", "d", { houseId: "x", locks: ["h", "old"] }) : one,
    );
    expect(planned(wish, standing, shared)[0]).toBe("update door/d [house/h], 1 s < ");
  });
});

describe("what goes from a place that stays", () => {
  const serving = movingKinds.map((one) =>
    one.name === "fence"
      ? { ...one, servesToTheLast: undefined, serving: { seconds: () => 20, lacks: async () => undefined } }
      : one,
  ) as readonly AnyKind<Toy>[];
  const observed = [
    seen("house", "h", { color: "red", plot: "1" }),
    seen("fence", "old", { around: "h" }),
    seen("fence", "other", { around: "elsewhere" }),
  ];

  it("goes when those that stand in for it there serve", () => {
    const wish: Wish = (graph) => {
      const { id } = graph.add(House, "h", { color: "red", plot: "1" });
      graph.add(Fence, "new", { around: id });
    };
    expect(planned(wish, observed, serving)).toEqual([
      "create fence/new, 2 s < ",
      "delete fence/old [fence/new], 22 s < create fence/new",
      "delete fence/other, 2 s < ",
    ]);
  });

  it("waits for nobody where nobody does", () => {
    expect(planned((graph) => graph.add(House, "h", { color: "red", plot: "1" }), observed, serving)).toEqual([
      "delete fence/old, 2 s < ",
      "delete fence/other, 2 s < ",
    ]);
  });
});

describe("a field without which its parts are not found", () => {
  const listing = movingKinds.map((one) =>
    one.name === "house"
      ? { ...one, mutable: ["color", "listed"], widens: { listed: String } }
      : one.name === "fence"
        ? { ...one, servesIn: undefined, servesToTheLast: undefined, diesWith: { kind: "house", field: "around" } }
        : one,
  ) as readonly AnyKind<Toy>[];
  const observed = [
    seen("house", "h", { color: "red", plot: "1", listed: true }),
    seen("fence", "part", { around: "h" }),
  ];
  const wish =
    (color: string): Wish =>
    (graph) => {
      const props = { color, plot: "1", listed: false };
      graph.add(House, "h", props);
    };

  it("is taken back when they have gone, and what else changes does before", () => {
    expect(planned(wish("red"), observed, listing)).toEqual([
      "update house/h, 5 s < delete fence/part",
      "delete fence/part, 2 s < ",
    ]);
    expect(planned(wish("blue"), observed, listing)).toEqual([
      "update house/h widen, 5 s < ",
      "update house/h (narrow) narrow, 5 s < delete fence/part, update house/h",
      "delete fence/part, 2 s < ",
    ]);
  });
});
