import { describe, expect, it } from "vitest";
import type { Plan } from "../plan.ts";
import { toyAccount } from "../testing/toy-run.ts";
import { houses } from "../testing/toy-wishes.ts";
import { editProblems, sealed } from "./seal.ts";

const notice = { severity: "info", address: undefined, message: "look" } as const;

/** A sealed plan, as another process reads it. */
async function saved(): Promise<Plan> {
  const { plan } = toyAccount();
  const { plan: made } = await plan(houses({}));
  return JSON.parse(JSON.stringify(sealed({ ...made, notices: [notice] }))) as Plan;
}

interface Loose {
  steps: Record<string, unknown>[];
  resources: { props: Record<string, unknown> }[];
  [field: string]: unknown;
}

/** Gives every object its fields in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe("a plan that was sealed", () => {
  it("is whole after it was saved, whatever became of its spaces and the order of its fields", async () => {
    const plan = await saved();
    expect(editProblems(plan)).toEqual([]);
    expect(editProblems(turned(plan) as Plan)).toEqual([]);
    expect(editProblems(sealed(plan))).toEqual([]);
  });

  it.each<[string, (plan: Loose) => unknown, readonly string[]]>([
    [
      "a field of a resource",
      ({ resources }) => (resources[0]!.props["color"] = "gold"),
      ["resources.0: resource house/main was edited since the plan was written"],
    ],
    [
      "a precondition",
      ({ steps }) => (steps[0]!["precondition"] = "another"),
      ["steps.0: step create house/main was edited since the plan was written"],
    ],
    [
      "a step and its resource alike",
      ({ steps, resources }) => {
        resources[0]!.props["color"] = "gold";
        steps[0]!["changes"] = [{ field: "color", before: "red", after: "gold", inPlace: true }];
      },
      [
        "steps.0: step create house/main was edited since the plan was written",
        "resources.0: resource house/main was edited since the plan was written",
      ],
    ],
    [
      "a step taken out",
      ({ steps }) => steps.pop(),
      [expect.stringMatching(/^digests: step create .* was in the plan when it was written$/) as unknown as string],
    ],
    [
      "a step put in",
      ({ steps }) => steps.unshift({ ...steps[0], id: "delete house/main" }),
      ["steps.0: step delete house/main was not in the plan when it was written"],
    ],
    ["tags", (plan) => (plan["tags"] = { team: "gold" }), ["tags: it was edited since the plan was written"]],
    ["notices", (plan) => (plan["notices"] = []), ["notices: it was edited since the plan was written"]],
    ["the cluster", (plan) => (plan["cluster"] = "quay"), ["cluster: it was edited since the plan was written"]],
    ["something new", (plan) => (plan["more"] = 1), ["more: it was not in the plan when it was written"]],
    ["its digests, all of them", (plan) => delete plan["digests"], []],
  ])("is told of an edit of %s", async (_, edit, problems) => {
    const plan = await saved();
    edit(plan as unknown as Loose);
    expect(editProblems(plan).map(({ path, message }) => `${path}: ${message}`)).toEqual(problems);
  });
});
