import type { Diagnostic } from "@drydock/systemd/ground";
import { ProvisionError } from "../error.ts";
import type { PlanProblem } from "../saved-plan/problem.ts";
import { limits } from "./limits.ts";

/** What is wrong with something from outside, and where: in its text, or by the path to a value in it. */
export type OutsideProblem = PlanProblem | { readonly line: number; readonly column: number; readonly message: string };

/**
 * A refusal of something from outside with all that is wrong with it: each problem on a line of its own, and
 * as a diagnostic. Of very many the first are told, and how many more there are.
 */
export function refusal(told: string, problems: readonly OutsideProblem[], hint: string): ProvisionError {
  const first = problems.slice(0, limits.problems);
  const more = problems.length - first.length;
  const lines = [told, ...first.map((problem) => `  ${placeOf(problem)}: ${inOneLine(problem.message)}`)];
  if (more > 0) lines.push(`  and ${more} more`);
  return new ProvisionError("invalid-option", lines.join("\n"), { hint, diagnostics: first.map(diagnosticOf) });
}

function placeOf(problem: OutsideProblem): string {
  if ("line" in problem) return `line ${problem.line}, column ${problem.column}`;
  return inOneLine(problem.path) || "all of it";
}

function diagnosticOf(problem: OutsideProblem): Diagnostic {
  const { message } = problem;
  if ("line" in problem) return { severity: "error", path: "$", message, line: problem.line, column: problem.column };
  return { severity: "error", path: problem.path === "" ? "$" : `$.${problem.path}`, message };
}

/** Without characters that a terminal acts on. */
function inOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
