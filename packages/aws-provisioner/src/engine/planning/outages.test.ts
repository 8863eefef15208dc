import { expect, it } from "vitest";
import type { PlanStep } from "../plan.ts";
import { withOutages } from "./outages.ts";

type Need = PlanStep["needs"][number];

function step(id: string, seconds: number, needs: readonly (string | Need)[], more: Partial<PlanStep> = {}): PlanStep {
  const [action = "", address = ""] = id.split(" ");
  return {
    id,
    address,
    kind: "house",
    action: action as PlanStep["action"],
    replacement: true,
    changes: [],
    target: undefined,
    precondition: undefined,
    needs: needs.map((need) => (typeof need === "string" ? { step: need, reached: "stable" } : need)),
    diesWith: undefined,
    seconds,
    ...more,
  };
}

const outagesOf = (steps: readonly PlanStep[]) =>
  withOutages(steps).flatMap(({ id, outage }) => (outage === undefined ? [] : [`${id}: ${outage} s`]));

it("what goes first is away from the start of its deletion until its successor is ready, whatever stands between", () => {
  const slow = step("create way/w", 200, [], { replacement: false });
  expect(
    outagesOf([
      slow,
      step("delete house/h", 60, []),
      step("create house/h", 100, ["delete house/h", slow.id]),
      step("delete house/next", 60, ["create house/h"]),
      step("create house/next", 100, ["delete house/next", { step: "delete house/next", reached: "accepted" }]),
    ]),
  ).toEqual(["create house/h: 300 s", "create house/next: 160 s"]);
});

it("what vanishes with its owner is away with that", () => {
  expect(
    outagesOf([
      step("delete house/h", 60, []),
      step("create house/h", 100, ["delete house/h"]),
      step("delete door/d", 0, ["delete house/h"], { diesWith: "delete house/h" }),
      step("create door/d", 1, ["delete door/d", { step: "create house/h", reached: "accepted" }]),
    ]),
  ).toEqual(["create house/h: 160 s", "create door/d: 62 s"]);
});

it("nothing is away that is there before, or that is made or goes for itself alone", () => {
  expect(
    outagesOf([
      step("create house/h", 100, []),
      step("delete house/h", 60, ["create house/h"]),
      step("create house/new", 100, [], { replacement: false }),
      step("delete house/old", 60, [], { replacement: false }),
    ]),
  ).toEqual([]);
});

it("steps that need each other are left to who asks for their order", () => {
  expect(() =>
    outagesOf([step("delete house/h", 60, ["create house/h2"]), step("create house/h2", 1, ["delete house/h"])]),
  ).not.toThrow();
});
