import type { Problem } from "./problem.ts";
import { printProblem } from "./print-problem.ts";

/** Thrown where a config cannot be rendered; `problems` holds all of them, warnings included. */
export class CloudConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const errors = problems.filter((problem) => problem.severity === "error");
    super(
      [`${errors.length} error${errors.length === 1 ? "" : "s"} in the config:`, ...errors.map(printProblem)].join(
        "\n",
      ),
    );
    this.name = "CloudConfigError";
    this.problems = problems;
  }
}
