import { expect, it } from "vitest";
import { printEvent } from "../print-event.ts";
import { printPlan } from "../print-plan.ts";
import type { Plan } from "../plan.ts";
import { toyAccount } from "../testing/toy-run.ts";
import { houses } from "../testing/toy-wishes.ts";
import { sealed } from "./seal.ts";
import { passedOver, slipProblems } from "./unknown-fields.ts";

/** A house that is repainted, with a door that is made. */
async function planned(): Promise<Plan> {
  const { build, plan } = toyAccount();
  await build(houses({ name: "main" }));
  return (await plan(houses({ name: "main", color: "blue", doors: ["front"] }))).plan;
}

/** The plan with one field more in each of its parts. */
async function extended(): Promise<Plan> {
  const plan = await planned();
  const later = { later: 1 };
  return {
    ...plan,
    ...later,
    steps: plan.steps.map((step) => ({
      ...step,
      ...later,
      changes: step.changes.map((change) => ({ ...change, ...later })),
      needs: step.needs.map((need) => ({ ...need, ...later })),
    })),
    resources: plan.resources.map((one) => ({ ...one, ...later, turn: { of: "row", place: 0, pase: 5 } })),
    notices: [{ severity: "info", address: undefined, message: "look", ...later }],
  };
}

it("a plan that planning gives has none", async () => {
  const plan = await planned();
  expect(slipProblems(plan)).toEqual([]);
  expect(passedOver(plan)).toBeUndefined();
});

it("in a plan with digests they are a later release's, and told in its print and its event", async () => {
  const plan = sealed(await extended());
  expect(slipProblems(plan)).toEqual([]);
  const fields =
    "later, steps.*.later, steps.*.changes.*.later, steps.*.needs.*.later, resources.*.later, resources.*.turn.pase, notices.*.later";
  expect(printPlan(plan).split("\n").at(-1)).toBe(`warning: this release does not know ${fields}, and passes over it`);
  expect(printEvent({ type: "planned", at: 0, plan })).toBe(
    `00:00  planned 3 steps, passing over ${fields}, which this release does not know`,
  );
});

it("in a plan without digests they are slips, each told where it stands", async () => {
  expect(slipProblems(await extended()).map(({ path, message }) => `${path}: ${message}`)).toMatchInlineSnapshot(`
    [
      "later: there is no field "later"",
      "steps.0.later: there is no field "later"",
      "steps.1.later: there is no field "later"",
      "steps.2.later: there is no field "later"",
      "steps.0.changes.0.later: there is no field "later"",
      "steps.1.needs.0.later: there is no field "later"",
      "steps.2.needs.0.later: there is no field "later"",
      "resources.0.later: there is no field "later"",
      "resources.1.later: there is no field "later"",
      "resources.2.later: there is no field "later"",
      "resources.0.turn.pase: there is no field "pase"; did you mean "pause"?",
      "resources.1.turn.pase: there is no field "pase"; did you mean "pause"?",
      "resources.2.turn.pase: there is no field "pase"; did you mean "pause"?",
      "notices.0.later: there is no field "later"",
    ]
  `);
});

it("what is no plan has none, whatever it is", () => {
  for (const plan of [undefined, null, 5, [], { steps: 1 }, { steps: [null, { needs: [1] }], resources: { turn: 1 } }])
    expect(passedOver(plan)).toBe(undefined);
});
