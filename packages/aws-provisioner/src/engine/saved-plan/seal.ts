import { digest } from "../digest.ts";
import type { Plan } from "../plan.ts";
import type { PlanProblem } from "./problem.ts";

/** A part of a plan: what it is called among the digests, and where it stands. */
interface Part {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
}

/**
 * The plan with a digest of each of its parts, by which `editProblems` tells an edit. They are no signature:
 * who edits and computes them anew, or takes them all away, is not noticed.
 */
export function sealed(plan: Plan): Plan {
  const digests = Object.fromEntries(partsOf(plan).map(({ name, value }) => [name, digest(value)]));
  return { ...plan, digests };
}

/** Where a plan is not as it was written; nothing of one that tells no digests, as of earlier releases. */
export function editProblems(plan: Plan): PlanProblem[] {
  const { digests } = plan;
  if (digests === undefined) return [];
  const parts = partsOf(plan);
  const there = new Set(parts.map(({ name }) => name));
  const lost = Object.keys(digests).filter((name) => !there.has(name));
  return [
    ...parts.flatMap(({ name, path, value }): PlanProblem[] => {
      const what = name === path ? "it" : name;
      if (!Object.hasOwn(digests, name)) return [{ path, message: `${what} was not in the plan when it was written` }];
      if (digests[name] === digest(value)) return [];
      return [{ path, message: `${what} was edited since the plan was written` }];
    }),
    ...lost.map((name) => ({ path: "digests", message: `${name} was in the plan when it was written` })),
  ];
}

/** What the parts of a plan are called, in their order. */
export function partNames(plan: Plan): string[] {
  return partsOf(plan).map(({ name }) => name);
}

/** Everything that a plan says, whatever a later release may have added to it. */
function partsOf(plan: Plan): Part[] {
  return Object.entries(plan).flatMap(([field, value]: [string, unknown]): Part[] => {
    if (field === "digests" || value === undefined) return [];
    if (field === "steps")
      return plan.steps.map((step, at) => ({ name: `step ${step.id}`, path: `steps.${at}`, value: step }));
    if (field === "resources")
      return plan.resources.map((one, at) => ({
        name: `resource ${one.address}`,
        path: `resources.${at}`,
        value: one,
      }));
    return [{ name: field, path: field, value }];
  });
}
