import { parseJson } from "../from-outside/parse-json.ts";
import { refusal } from "../from-outside/problem.ts";
import type { Plan } from "../plan.ts";
import { asPlan } from "../saved-form.ts";
import { compactFileOfPlan } from "./compact-file.ts";

/**
 * A plan as the text of a file in which everything that is equal stands once: for many machines it is about a
 * tenth as long as `JSON.stringify(plan)`, which `readPlan` and `applyPlan` take as well.
 *
 * @throws {ProvisionError} `invalid-option`, for what is no plan.
 *
 * @example
 * ```ts
 * import { applyPlan, planNetwork, readPlan, savePlan } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const file = savePlan(await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection));
 * await applyPlan(readPlan(file), connection);
 * ```
 */
export function savePlan(plan: Plan): string {
  return JSON.stringify(compactFileOfPlan(asPlan(plan)));
}

/**
 * The plan of a file, however it was saved: by `savePlan` or by `JSON.stringify`.
 *
 * @throws {ProvisionError} `invalid-option` with everything for which it is none, and where that stands.
 *
 * @example
 * ```ts
 * import { planCounts, planNetwork, readPlan, savePlan } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(planCounts(readPlan(savePlan(plan))).create === plan.steps.length); // true
 * ```
 */
export function readPlan(text: string): Plan {
  const parsed = parseJson(String(text));
  if ("problems" in parsed) {
    const hint = "Give the text of a file that savePlan or JSON.stringify made.";
    throw refusal("this is no saved plan", parsed.problems, hint);
  }
  return asPlan(parsed.value);
}
