import { describe, expect, it } from "vitest";
import type { PlanStep } from "../plan.ts";
import { circleProblems } from "./circles.ts";

/** `create house/a < delete house/b, ...`: a step and what it needs. */
function steps(...lines: readonly string[]): PlanStep[] {
  return lines.map((line) => {
    const [id = "", first = ""] = line.split(" < ");
    const [action, address = ""] = id.split(" ");
    const needs = first === "" ? [] : first.split(", ").map((step) => ({ step, reached: "stable" as const }));
    const kind = address.slice(0, address.indexOf("/"));
    const target = action === "create" ? undefined : `${kind}-1`;
    return { id, action, address, kind, target, needs } as unknown as PlanStep;
  });
}

describe("steps that wait for each other", () => {
  it.each([
    ["none", []],
    ["one after the other", ["create house/a < create house/b", "create house/b < create house/c", "create house/c"]],
    ["two by two ways", ["create a/a < update a/b, update a/c", "update a/b < update a/c", "update a/c"]],
    ["one that is in no plan", ["create house/a < delete house/b"]],
  ])("are none of %s", (_, lines) => {
    expect(circleProblems(steps(...lines))).toEqual([]);
  });

  it("are told by what takes the place of another", () => {
    const told = circleProblems(
      steps(
        "update fence/f < create house/a",
        "delete house/old < update fence/f",
        "create house/a < delete house/old",
      ),
    );
    expect(told).toMatchObject([
      { path: "house/a", rule: "place-taken", message: expect.stringContaining("takes the place of house/old") },
    ]);
  });

  it("are named where nothing does", () => {
    expect(circleProblems(steps("update a/a < update a/b", "update a/b < update a/a"))).toMatchObject([
      { path: "a/a", rule: "no-order", message: "steps wait for each other: update a/a, update a/b" },
    ]);
  });
});
