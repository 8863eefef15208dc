import type { FailedNode } from "./render-node.ts";
import type { Finding } from "../finding.ts";

/**
 * User data over what an instance takes, explained by the entries that cost most, and nodes that cannot be
 * written down at all.
 */
export function* userDataRules(failed: readonly FailedNode[]): Iterable<Finding> {
  for (const { path, machine, problem } of failed) {
    const what = `user data${machine === undefined ? "" : ` of ${machine}`}`;
    if ("reason" in problem) {
      yield {
        path,
        message: `${what} cannot be written: ${problem.reason}`,
        remedy: "Correct what the message names among the role's units and files.",
        rule: "user-data",
      };
      continue;
    }
    const { total, limit, entries } = problem;
    const shown = entries.slice(0, 12).map(({ name, bytes }) => `${name} ${bytes}`);
    const rest = entries.slice(12).reduce((sum, { bytes }) => sum + bytes, 0);
    yield {
      path,
      message: `${what} has ${total} bytes after compression, ${total - limit} more than the ${limit} that an instance takes: ${[...shown, ...(rest > 0 ? [`others ${rest}`] : [])].join(", ")}`,
      remedy: "Make the largest files smaller, fetch them at boot from a bucket, or put them into an image.",
      rule: "user-data-size",
    };
  }
}
