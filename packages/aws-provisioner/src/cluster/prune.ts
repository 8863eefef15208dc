import { type Diagnostic, nearest } from "@drydock/systemd/ground";
import { kinds } from "../kinds/registry.ts";
import { isBroken, kindsNamedBy } from "./including.ts";

/** Whether others may have something in what is of that kind, or beside it, that a plan could take away. */
const sharing: readonly string[] = kinds.flatMap(({ name, shared, tagging, foreign }) =>
  shared === undefined && tagging === undefined && foreign === undefined ? [] : [name],
);

const usage = "Write a kind and a name, as a plan's notice does, or * at the end for any rest.";

/** The patterns from which nothing could be pruned, because no address of such a resource looks like that. */
export function pruneProblems(prune: unknown): Diagnostic[] {
  const patterns: readonly unknown[] = Array.isArray(prune) ? prune : [];
  return patterns.flatMap((pattern, at): Diagnostic[] => {
    if (typeof pattern !== "string") return [];
    const named = isBroken(pattern) ? [] : kindsNamedBy(pattern);
    if (named.some((name) => sharing.includes(name))) return [];
    const common = { severity: "error", path: `$.prune.${at}`, rule: "option-address" } as const;
    if (named.length > 0) {
      const message = `${JSON.stringify(pattern)} names nothing in which others have anything`;
      return [{ ...common, message, remedy: `Leave it out. ${usage}` }];
    }
    const [kind = "", ...rest] = pattern.split("/");
    const likely = nearest(kind, sharing);
    const name = rest.join("/").replace(/\*.*$/s, "*");
    const instead = likely === undefined ? "" : `Did you mean ${JSON.stringify(`${likely}/${name || "*"}`)}? `;
    return [{ ...common, message: `${JSON.stringify(pattern)} can name no resource`, remedy: `${instead}${usage}` }];
  });
}
