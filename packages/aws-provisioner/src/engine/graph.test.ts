import { describe, expect, it } from "vitest";
import { inOrder, kindsByName, needsOf, type Resource, ResourceGraph } from "./graph.ts";
import { ref } from "./ref.ts";
import { Door, House, Sign, toyKinds, Vault } from "./testing/toy-kinds.ts";

function resource(address: string, props: Resource["props"] = {}, after: readonly string[] = []): Resource {
  const [kind = "", name = ""] = address.split("/");
  return { address, kind, name, props, after };
}

describe("a graph", () => {
  it("gives a handle whose fields are references, and keeps plain data", () => {
    const graph = new ResourceGraph();
    const house = graph.add(House, "main", { color: "red", plot: "1" });
    expect(house.address).toBe("house/main");
    expect(house.id).toEqual({ $ref: "house/main", field: "id" });
    expect(house.street).toEqual({ $ref: "house/main", field: "street" });
    expect(Reflect.get(house, Symbol.toStringTag)).toBeUndefined();
    const door = graph.add(Door, "front", { houseId: house.id, locks: [] }, { after: [house] });
    graph.add(Vault, "gold", { brand: "x", size: 1, code: undefined }, { after: [door, house] });
    expect(graph.inOrder()).toEqual([
      resource("house/main", { color: "red", plot: "1" }),
      resource("door/front", { houseId: ref("house/main"), locks: [] }, ["house/main"]),
      resource("vault/gold", { brand: "x", size: 1 }, ["door/front", "house/main"]),
    ]);
    expect(Object.keys(graph.inOrder()[2]?.props ?? {})).toEqual(["brand", "size"]);
  });

  it("refuses two resources with one address", () => {
    const graph = new ResourceGraph();
    graph.add(House, "main", { color: "red", plot: "1" });
    expect(() => graph.add(House, "main", { color: "blue", plot: "1" })).toThrow(
      expect.objectContaining({
        code: "invalid-blueprint",
        address: "house/main",
        message: "two resources have the address house/main",
      }),
    );
  });

  it("refuses a reference to nothing", () => {
    const graph = new ResourceGraph();
    graph.add(Sign, "lone", { doorId: ref("door/none"), text: "" });
    expect(() => graph.inOrder()).toThrow(
      expect.objectContaining({
        code: "unplannable",
        address: "sign/lone",
        message: "sign/lone refers to door/none, which is not in the blueprint",
      }),
    );
  });

  it("puts each after all that it needs, and otherwise keeps the order", () => {
    const resources = [
      resource("a/1", { x: ref("c/3") }),
      resource("b/2", {}, ["d/4"]),
      resource("c/3"),
      resource("d/4", { x: ref("c/3") }),
      resource("e/5"),
    ];
    expect(inOrder(resources).map(({ address }) => address)).toEqual(["c/3", "a/1", "d/4", "b/2", "e/5"]);
  });

  it("looks at each once, however many need it", () => {
    const seen: string[] = [];
    const counted = (address: string, ...after: string[]) => ({
      ...resource(address),
      get after() {
        seen.push(address);
        return after;
      },
    });
    inOrder([
      counted("top/4", "left/2", "right/3"),
      counted("left/2", "bottom/1"),
      counted("right/3", "bottom/1"),
      counted("bottom/1"),
    ]);
    expect(seen).toEqual(["top/4", "left/2", "bottom/1", "right/3"]);
  });

  it("refuses a circle, and names it without what only leads there", () => {
    const circle = [
      resource("x/0", { y: ref("a/1") }),
      resource("a/1", { y: ref("b/2") }),
      resource("b/2", {}, ["a/1"]),
    ];
    expect(() => inOrder(circle)).toThrow(
      expect.objectContaining({
        code: "unplannable",
        address: "a/1",
        message: "resources need each other in a circle: a/1 -> b/2 -> a/1",
      }),
    );
  });
});

it("a resource needs what it refers to and what it follows, each once", () => {
  expect(needsOf(resource("a/1", { x: ref("b/2"), y: [ref("b/2", "z")] }, ["c/3", "b/2"]))).toEqual(["b/2", "c/3"]);
});

it("kinds are found by name, and a name that no kind has is refused", () => {
  const kindOf = kindsByName(toyKinds);
  expect(kindOf("door")).toBe(Door);
  expect(() => kindOf("moat")).toThrow(
    expect.objectContaining({ code: "unplannable", message: "there is no kind named moat" }),
  );
});

it("a row of resources may be as long as a plan can be", () => {
  const row = Array.from({ length: 50_000 }, (_, at) =>
    resource(`house/${at}`, {}, at === 0 ? [] : [`house/${at - 1}`]),
  );
  expect(inOrder(row.toReversed())).toEqual(row);
  const circle = [...row.slice(1), resource("house/0", {}, ["house/49999"])];
  expect(() => inOrder(circle)).toThrow(/^resources need each other in a circle: house\//);
});
