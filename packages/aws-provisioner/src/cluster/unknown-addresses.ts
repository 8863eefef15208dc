import { type Diagnostic, nearest, OptionError } from "@drydock/systemd/ground";
import type { Notice } from "../engine/plan.ts";

type Option = "including" | "prune" | "wait" | "waitSeconds";

/** The addresses under an option that nothing bears, with the nearest that something does. */
function unknownAddresses(option: Option, patterns: readonly string[], addresses: readonly string[]): Diagnostic[] {
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
 * Refuses addresses under an option that neither the blueprint nor the account has.
 *
 * @throws OptionError with the nearest that there is. Nothing was changed.
 */
export function refuseUnknownAddresses(
  where: string,
  option: Option,
  patterns: readonly string[],
  addresses: readonly string[],
): void {
  const problems = unknownAddresses(option, patterns, addresses);
  if (problems.length > 0) throw new OptionError(where, problems);
}

/**
 * The same as notices, where an address may stand for what has gone by an earlier run of the same program.
 */
export function unknownNotices(option: Option, patterns: readonly string[], addresses: readonly string[]): Notice[] {
  return unknownAddresses(option, patterns, addresses).map(({ path, message, remedy }) => ({
    severity: "warning",
    address: path,
    message: `${option}: ${message}. ${remedy}`,
  }));
}
