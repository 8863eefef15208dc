import { type Diagnostic, printDiagnostics } from "@drydock/systemd/ground";
import { ProvisionError } from "../error.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";

/** The changes in place that their kinds know never to work, each at its address and field. */
export function refusedChanges(decisions: Iterable<Decision>): Diagnostic[] {
  return [...decisions].flatMap(({ resource, kind, action, changes }) => {
    if (action !== "update") return [];
    return changes.flatMap(({ field, before, after }): Diagnostic[] => {
      const refusal = refsIn(after).length > 0 ? undefined : kind.refuses?.[field]?.(before, after, resource.address);
      return refusal === undefined ? [] : [{ severity: "error", path: `${resource.address}.${field}`, ...refusal }];
    });
  });
}

/**
 * Refuses a plan for everything that it would change and that cannot be changed so.
 *
 * @throws {ProvisionError} `unplannable`, with all of it in `diagnostics`.
 */
export function refuseChanges(cluster: string, problems: readonly Diagnostic[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "" : `${problems.length} problems:\n`;
  throw new ProvisionError("unplannable", `${cluster} cannot be changed so: ${count}${printDiagnostics(problems)}`, {
    diagnostics: problems,
    hint: "Nothing was changed.",
  });
}
