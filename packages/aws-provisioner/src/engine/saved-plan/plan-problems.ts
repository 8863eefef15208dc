import type { AnyKind, Cloud } from "../kind.ts";
import type { Plan } from "../plan.ts";
import type { PlanProblem } from "./problem.ts";
import { resourceProblems } from "./resource-problems.ts";
import { stepProblems } from "./step-problems.ts";

/**
 * Everything in a plan that is one by its form, and yet is none that planning gives, as after an edit: what
 * can be told from the plan itself, without the account. Steps or resources that need each other in a circle
 * are left to `longestPaths` and `inOrder`.
 */
export function planProblems<C extends Cloud>(plan: Plan, kinds: readonly AnyKind<C>[]): PlanProblem[] {
  const unknown = unknownKinds(plan, kinds);
  // Nothing more can be said of what is of no known kind.
  return unknown.length > 0 ? unknown : [...stepProblems(plan, kinds), ...resourceProblems(plan, kinds)];
}

/** Where a plan is of kinds that there are not. */
export function unknownKinds<C extends Cloud>({ steps, resources }: Plan, kinds: readonly AnyKind<C>[]): PlanProblem[] {
  const known = new Set(kinds.map(({ name }) => name));
  return Object.entries({ steps, resources }).flatMap(([list, entries]) =>
    entries.flatMap(({ kind }, at) =>
      known.has(kind)
        ? []
        : [{ path: `${list}.${at}.kind`, message: `this version of Drydock has no kind ${JSON.stringify(kind)}` }],
    ),
  );
}
