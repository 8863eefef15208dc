import { describe, expect, it } from "vitest";
import { type Plan, planCounts } from "../engine/plan.ts";
import { printEvent } from "../engine/print-event.ts";
import { printGraph } from "../engine/print-graph.ts";
import { printPlan } from "../engine/print-plan.ts";
import { requiredPermissions } from "./required-permissions.ts";

type Wrong = never;

const cyclic: Record<string, unknown> = {};
cyclic["steps"] = [cyclic];

describe.each([
  ["printPlan", (plan: unknown) => printPlan(plan as Wrong)],
  ["printGraph", (plan: unknown) => printGraph(plan as Wrong)],
  ["planCounts", (plan: unknown) => planCounts(plan as Wrong)],
  ["requiredPermissions", (plan: unknown) => requiredPermissions(plan as Wrong)],
  ["printEvent", (event: unknown) => printEvent(event as Wrong)],
])("%s", (_, call) => {
  it.each(
    [undefined, null, 5, 5n, "plan", Symbol("plan"), [], {}, { steps: [null] }, () => 1, cyclic].map((one) => [one]),
  )("refuses %s by an error with a code", (given) => {
    expect(() => call(given)).toThrow(
      expect.objectContaining({
        name: "ProvisionError",
        code: "invalid-option",
        message: expect.any(String) as string,
      }),
    );
  });
});

it("requiredPermissions refuses a plan of kinds that there are not", () => {
  const step = { id: "create moat/a", address: "moat/a", kind: "moat", action: "create", replacement: false };
  const steps = [{ ...step, changes: [], needs: [], seconds: 1 }];
  const plan = { format: 1, cluster: "pier", steps, unchanged: [], resources: [], tags: {}, notices: [] };
  expect(() => requiredPermissions(plan as unknown as Plan)).toThrow('has no kind "moat"');
});

describe("printEvent", () => {
  it.each(["looking", "planned", "settling", "waiting", "retrying", "finished", "failed", "skipped", "done"])(
    "refuses an event that is only said to be %s",
    (type) => {
      expect(() => printEvent({ at: 0, type } as Wrong)).toThrow(/^this is no event of a run\n/);
    },
  );

  it.each(["constructor", "resting", "started"])("has nothing to say of one that is %s", (type) => {
    expect(printEvent({ at: 0, type } as Wrong)).toBeUndefined();
  });
});
