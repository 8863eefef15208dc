import { expect, it } from "vitest";
import { withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { House, type Toy } from "../testing/toy-kinds.ts";
import { converge } from "./converge.ts";
import type { StepScope } from "./step-scope.ts";

it("what a kind cannot update is left as it is, without a call", async () => {
  const { update: _, ...kind } = House;
  const before = withAddress("house", {
    id: "h",
    name: "main",
    props: { color: "red", plot: "1" },
    outputs: {},
    status: "ready",
  });
  // There is nothing else in this scope: a call would fail.
  const scope = { kind } as Partial<StepScope<Toy>> as StepScope<Toy>;
  expect(await converge({} as PlanStep, scope, before, { color: "blue", plot: "1" })).toEqual({});
});
