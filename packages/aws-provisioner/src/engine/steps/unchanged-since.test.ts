import { expect, it } from "vitest";
import { withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { Toy } from "../testing/toy-kinds.ts";
import type { StepScope } from "./step-scope.ts";
import { asBefore } from "./unchanged-since.ts";

const step = {
  changes: [
    { field: "size", before: 1, after: 2, inPlace: true },
    { field: "locks", before: ["a"], after: ["a", "b"], inPlace: true },
    { field: "tags.size", before: "1", after: "2", inPlace: true },
  ],
} as unknown as PlanStep;
const scope = { kind: { mutable: ["size", "locks"], unordered: ["locks"] } } as unknown as StepScope<Toy>;
const wanted = { size: 2, locks: ["a", "b"], brand: "x" };

it.each([
  ["nothing was made", { size: 1, locks: ["a"] }, { size: 1, locks: ["a"] }],
  ["one field was changed", { size: 2, locks: ["a"] }, { size: 1, locks: ["a"] }],
  ["all were, a set in another order", { size: 2, locks: ["b", "a"] }, { size: 1, locks: ["a"] }],
  ["one has a value that is none of the two", { size: 2, locks: ["c"] }, { size: 1, locks: ["c"] }],
])("takes back what has the value that it is to have: %s", (_, found, before) => {
  const rest = { brand: "y", seen: true };
  const current = withAddress("vault", {
    id: "vault-1",
    name: "gold",
    props: { ...found, ...rest },
    outputs: {},
    status: "ready",
    tags: { size: "2" },
  });
  expect(asBefore(step, scope, current, wanted)).toEqual({ ...current, props: { ...before, ...rest } });
});
