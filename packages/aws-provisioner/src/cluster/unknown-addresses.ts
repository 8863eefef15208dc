import { type Diagnostic, nearest, OptionError } from "@drydock/systemd/ground";
import type { Notice } from "../engine/plan.ts";

type Option = "including" | "prune" | "wait" | "waitSeconds";

/** What an option names, and what there is of that. */
export interface Named {
  readonly option: Option;
  readonly patterns: readonly string[];
  readonly addresses: readonly string[];
}

/** The addresses under an option that nothing bears, with the nearest that something does. */
function unknownAddresses({ option, patterns, addresses }: Named): Diagnostic[] {
  const known = new Set(addresses);
  return patterns.flatMap((pattern, at): Diagnostic[] => {
    // A pattern means whatever there is, which may be nothing.
    if (pattern.endsWith("*") || known.has(pattern)) return [];
    const likely = nearest(pattern, [...known]);
    return [
      {
        severity: "error",
        path: `$.${option}.${option.startsWith("wait") ? pattern : at}`,
        message: `nothing bears the address ${JSON.stringify(pattern)}`,
        remedy: likely === undefined ? "Leave it out." : `Did you mean ${JSON.stringify(likely)}? Else leave it out.`,
        rule: "option-address",
      },
    ];
  });
}

/**
 * Refuses addresses under options that there are not, those of all options at once.
 *
 * @throws OptionError with the nearest that there is. Nothing was changed.
 */
export function refuseUnknownAddresses(where: string, all: readonly Named[]): void {
  const problems = all.flatMap(unknownAddresses);
  if (problems.length > 0) throw new OptionError(where, problems);
}

/**
 * The same as notices, where an address may stand for what has gone by an earlier run of the same program.
 */
export function unknownNotices(named: Named): Notice[] {
  return unknownAddresses(named).map(({ path, message, remedy }) => ({
    severity: "warning",
    address: path,
    message: `${named.option}: ${message}. ${remedy}`,
  }));
}
