import type { Diagnostic } from "@drydock/systemd/ground";
import type { Blueprint } from "./blueprint.ts";
import type { ClusterDesign } from "./design.ts";
import { computeDesign } from "./compute-design.ts";
import { examine } from "./rules/examine.ts";
import type { Finding } from "./rules/finding.ts";
import { rules } from "./rules/rule-list.ts";
import { userDataFindings } from "./rules/user-data.ts";

/** Everything that is wrong with a blueprint, all at once: errors first, each in the order of the rules. Never throws. */
export function validateBlueprint(blueprint: Blueprint): Diagnostic[] {
  return check(blueprint).diagnostics;
}

/** The diagnostics of a blueprint, and its design when it has no errors. */
export function check(blueprint: Blueprint): {
  readonly diagnostics: Diagnostic[];
  readonly design: ClusterDesign | undefined;
} {
  const { examined, findings } = examine(blueprint);
  const all: Finding[] = [...findings];
  for (const rule of rules) all.push(...rule(examined));
  const isShaped = !findings.some(({ severity = "error" }) => severity === "error");
  const isSound = isShaped && !all.some(({ severity = "error" }) => severity === "error");
  const { design, failed } = isShaped ? computeDesign(blueprint) : { design: undefined, failed: [] };
  // What else is wrong may be why a node cannot be written down; its size counts in any case.
  all.push(...userDataFindings(isSound ? failed : failed.filter(({ problem }) => "total" in problem)));
  const root = examined.name === "" ? "blueprint" : examined.name;
  const diagnostics = all.map(({ severity = "error", path, ...rest }): Diagnostic => ({
    severity,
    path: `${root}.${path}`,
    ...rest,
  }));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  return { diagnostics: [...errors, ...warnings], design: errors.length === 0 ? design : undefined };
}
