import { blueprint, network, validateBlueprint } from "@drydock/core";
import type { Plan } from "../engine/plan.ts";
import type { PlanProblem } from "../engine/saved-plan/problem.ts";

/** What is wrong with the tags of a saved plan: they are the tags of a blueprint, and keep its rules. */
export function tagProblems(tags: Plan["tags"]): PlanProblem[] {
  const bearer = blueprint("bearer", { network: network({ cidr: "10.0.0.0/16" }), tags });
  return validateBlueprint(bearer).flatMap(({ severity, path, message }) =>
    severity === "error" ? [{ path: path.slice("bearer.".length), message }] : [],
  );
}
