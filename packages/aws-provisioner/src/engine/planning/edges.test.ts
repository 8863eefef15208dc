import { describe, expect, it } from "vitest";
import { EdgeList } from "./edges.ts";

function shown({ needs, diesWith }: EdgeList): readonly string[] {
  return [
    ...[...needs].map(([step, first]) => `${step} < ${[...first].join(", ")}`),
    ...[...diesWith].map(([step, owner]) => `${step} with ${owner}`),
  ];
}

describe("edges", () => {
  it("are kept once each, and none leads to itself", () => {
    const edges = new EdgeList();
    edges.need("a", "b");
    edges.need("a", "b");
    edges.need("a", "c");
    edges.need("a", "a");
    expect(shown(edges)).toEqual(["a < b, c"]);
  });

  it("of what dies with its owner make it wait for that", () => {
    const edges = new EdgeList();
    edges.dieWith("rules", "group");
    edges.breakCircles();
    expect(shown(edges)).toEqual(["rules < group", "rules with group"]);
  });

  it("that lead in a circle are broken by a call: one of two whose rules name each other goes first", () => {
    const edges = new EdgeList();
    edges.dieWith("rules of a", "a");
    edges.need("b", "rules of a");
    edges.dieWith("rules of b", "b");
    edges.need("a", "rules of b");
    edges.breakCircles();
    expect(shown(edges)).toEqual([
      "rules of a < ",
      "b < rules of a",
      "rules of b < b",
      "a < rules of b, rules of a",
      "rules of b with b",
    ]);
  });

  it("let nothing die with itself", () => {
    const edges = new EdgeList();
    edges.dieWith("a", "a");
    edges.breakCircles();
    expect(shown(edges)).toEqual([]);
  });

  it("that have a circle elsewhere are left as they are", () => {
    const edges = new EdgeList();
    edges.need("x", "y");
    edges.need("y", "x");
    edges.need("owner", "x");
    edges.dieWith("owned", "owner");
    edges.breakCircles();
    expect(shown(edges)).toEqual(["x < y", "y < x", "owner < x", "owned < owner", "owned with owner"]);
  });
});
