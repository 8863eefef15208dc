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

describe("what was left by a run that is led elsewhere", () => {
  const two = ["first", "second"].map((id, at) => ({
    ...seen("house", id, { color: "red", plot: String(at) }),
    address: "house/h",
    name: "h",
  }));

  it("is all replaced by what comes beside it, where none of it fits", () => {
    expect(planned((graph) => graph.add(House, "h", { color: "red", plot: "9" }), two)).toEqual([
      "create house/h, 100 s < ",
      "delete house/h (second) [house/h], 130 s < create house/h",
      "delete house/h (first) [house/h], 130 s < create house/h",
    ]);
  });

  it("is told where one of it would have to go before another comes", () => {
    const oldFirst = movingKinds.map((one) => (one.name === "house" ? { ...one, replace: undefined } : one));
    const wish: Wish = (graph) => graph.add(House, "h", { color: "red", plot: "9" });
    expect(() => planned(wish, two, oldFirst as readonly AnyKind<Toy>[])).toThrow(/house\/h.*first.*second/s);
  });

  it("goes after what stays has been changed", () => {
    expect(planned((graph) => graph.add(House, "h", { color: "blue", plot: "1" }), two)).toEqual([
      "update house/h, 5 s < ",
      "delete house/h (first) [house/h], 60 s < update house/h",
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
      ? {
          ...one,
          servesToTheLast: undefined,
          serving: { means: "is lit", led: true as const, seconds: () => 20, lacks: async () => undefined },
        }
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

describe("an update that only takes away", () => {
  const listing = movingKinds.map((one) =>
    one.name === "house" ? { ...one, mutable: ["color", "rooms"], widens: { rooms: String } } : one,
  ) as readonly AnyKind<Toy>[];
  const observed = [seen("house", "h", { color: "red", plot: "1", rooms: ["a", "b"] })];
  const wish =
    (color: string, rooms: readonly string[]): Wish =>
    (graph) => {
      const props = { color, plot: "1", rooms };
      const { id } = graph.add(House, "h", props);
      graph.add(Fence, "f", { around: id });
    };

  it("is waited for by nobody, and one that brings something too is", () => {
    expect(planned(wish("red", ["a"]), observed, listing)).toEqual([
      "update house/h, 5 s < ",
      "create fence/f, 2 s < ",
    ]);
    expect(planned(wish("blue", ["a"]), observed, listing)[1]).toBe("create fence/f, 2 s < update house/h");
    expect(planned(wish("red", ["a", "c"]), observed, listing)[1]).toBe("create fence/f, 2 s < update house/h");
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
