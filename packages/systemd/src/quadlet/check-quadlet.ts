import { quoteForMessage } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { SectionPositions } from "../parse/parsed-unit.ts";
import { tryPrintUnit } from "../print/print-unit.ts";
import type { Unit } from "../unit/unit-file.ts";
import { finding, layOut, mostFindings, type CheckedUnit } from "../validate/assignment.ts";
import { checkOrdering } from "../validate/rules/ordering.ts";
import { checkSpecifiers } from "../validate/rules/specifiers.ts";
import { problemOfValue } from "../value/problem-of-value.ts";
import { checkQuadletRules } from "./quadlet-rules.ts";
import { quadletTypeOf, quadletTypes, type QuadletType } from "./quadlet-type.ts";
import { isQuadletGroup, vocabularyOf } from "./quadlet-vocabulary.ts";

/** What is wrong with the file name of a quadlet. */
export function checkQuadletName(name: string): readonly Diagnostic[] {
  const error = (message: string, remedy?: string): readonly Diagnostic[] => {
    const said = remedy === undefined ? { message } : { message, remedy };
    return [{ severity: "error", path: "$.name", ...said, rule: "quadlet-name" }];
  };
  if (quadletTypeOf(name) === undefined)
    return error(`${quoteForMessage(name)} is no quadlet`, `End the name in one of .${quadletTypes.join(" .")}.`);
  if (name.startsWith(".")) return error("nothing stands before the suffix", "Name the quadlet.");
  return /^[A-Za-z0-9:_.\\@-]{1,255}$/.test(name)
    ? []
    : error(
        `${quoteForMessage(name)} cannot become a service's name`,
        "Use letters, digits and :_.\\@- only, at most 255 characters.",
      );
}

/** Every problem of a quadlet whose form is sound. */
export function checkQuadlet(
  quadlet: Unit,
  type: QuadletType,
  positions?: readonly SectionPositions[],
): readonly Diagnostic[] {
  const laidOut = layOut(quadlet, "", positions);
  return [
    ...checkGroups(laidOut, type),
    ...checkKeys(laidOut, type),
    ...checkSpecifiers(laidOut),
    ...checkOrdering(laidOut),
    ...checkQuadletRules(laidOut, type),
    ...tryPrintUnit(quadlet).diagnostics,
  ];
}

/** Groups that podman ignores. */
function checkGroups({ sections }: CheckedUnit, type: QuadletType): readonly Diagnostic[] {
  const known = vocabularyOf(type).sections;
  const ignored = sections.filter(({ name }) => !known.includes(name) && !name.startsWith("X-"));
  const remedy = `It has ${known.map((one) => `[${one}]`).join(", ")}.`;
  return ignored.slice(0, mostFindings).map(({ name, at }) => {
    const place = { path: `$.${name}`, ...(at === undefined ? {} : { at }) };
    return finding(
      "warning",
      "section",
      { message: `podman ignores the group [${name}] of a .${type}`, remedy },
      place,
    );
  });
}

/** Keys that podman refuses, and values that it or systemd would not take. */
function checkKeys({ assignments }: CheckedUnit, type: QuadletType): readonly Diagnostic[] {
  const vocabulary = vocabularyOf(type);
  const diagnostics: Diagnostic[] = [];
  for (const assignment of assignments) {
    const { section, key, value } = assignment;
    if (!vocabulary.sections.includes(section)) continue;
    if (diagnostics.length >= mostFindings) break;
    const problem = vocabulary.problemOf(section, key);
    if (problem !== undefined)
      diagnostics.push(finding(isQuadletGroup(section) ? "error" : "warning", problem.rule, problem, assignment));
    const kind = vocabulary.kindOf(section, key);
    const bad = kind === undefined ? undefined : problemOfValue(kind, value, key);
    if (bad === undefined) continue;
    const message = `${key}=: ${quoteForMessage(value)} ${bad.message}`;
    diagnostics.push(finding("error", "value", { ...bad, message }, assignment));
  }
  return diagnostics;
}
