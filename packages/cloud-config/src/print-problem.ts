import type { Problem } from "./problem.ts";

/** One problem as one line: severity, place, message, remedy and rule. */
export function printProblem(problem: Problem): string {
  const place = problem.line === undefined ? "" : `, line ${problem.line} col ${problem.column ?? 1}`;
  return `${problem.severity} at ${problem.path}${place}: ${problem.message}; ${problem.remedy} [${problem.rule}]`;
}
