import { hasErrors, type Diagnostic } from "@drydock/systemd/ground";
import type { Blueprint } from "./blueprint.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { nameRules } from "./cluster/name-rules.ts";
import { roleRules } from "./cluster/role-rules.ts";
import type { ClusterDesign } from "./cluster-design.ts";
import type { Finding } from "./finding.ts";
import type { Surroundings } from "./network/standing-subnet.ts";
import { userDataRules } from "./node/user-data-rules.ts";
import { parts, type AnyPart } from "./parts.ts";
import { readBlueprint } from "./read-blueprint.ts";
import { rememberedDesign } from "./remembered-design.ts";

/**
 * Everything that is wrong with a blueprint, all at once: errors first, each with its path, its remedy and
 * the name of its rule. Never throws, whatever it is given.
 *
 * @example
 * ```ts
 * import { blueprint, network, printDiagnostics, validateBlueprint } from "@drydock/core";
 *
 * const faulty = blueprint("fleet", { network: network({ cidr: "10.10.1.0/16" }) });
 * console.log(printDiagnostics(validateBlueprint(faulty)));
 * ```
 */
export function validateBlueprint(blueprint: Blueprint): Diagnostic[] {
  return checkBlueprint(blueprint).diagnostics;
}

/**
 * A blueprint that was checked: what is wrong with it and, when nothing stops it, how it was read and its
 * design.
 */
export interface CheckedBlueprint {
  /** Its name; empty where it has none. */
  readonly name: string;
  readonly diagnostics: Diagnostic[];
  readonly sound: { readonly blueprint: Blueprint; readonly design: ClusterDesign } | undefined;
}

/** Reads a blueprint, applies every rule, and computes its design; `surroundings` are its account. */
export function checkBlueprint(blueprint: Blueprint, surroundings: Surroundings = {}): CheckedBlueprint {
  const { parts: read, reading, findings } = readBlueprint(blueprint, surroundings);
  const { name, network } = reading;
  const all = [...findings, ...rulesOf(read, reading)];
  const whole = network === undefined || findings.some(isError) ? undefined : { ...read, name, network };
  const { design, failed } = whole === undefined ? { design: undefined, failed: [] } : rememberedDesign(whole, reading);
  // What else is wrong may be why a node cannot be written down; its size counts in any case.
  all.push(...userDataRules(all.some(isError) ? failed.filter(({ problem }) => "total" in problem) : failed));
  // A name that is none may be of any length.
  const root = name === "" || name.length > 80 ? "blueprint" : name;
  const diagnostics = all.map(({ severity = "error", path, ...rest }): Diagnostic => ({
    severity,
    path: `${root}.${path}`,
    ...rest,
  }));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const isSound = whole !== undefined && design !== undefined && !hasErrors(errors);
  return { name, diagnostics: [...errors, ...warnings], sound: isSound ? { blueprint: whole, design } : undefined };
}

function* rulesOf(read: Readonly<Record<string, unknown>>, reading: ClusterReading): Iterable<Finding> {
  if (reading.name !== "") yield* nameRules(reading.name);
  for (const [name, part] of Object.entries<AnyPart>(parts)) yield* part.rules(read[name], reading);
  yield* roleRules(reading);
}

function isError({ severity = "error" }: Finding): boolean {
  return severity === "error";
}
