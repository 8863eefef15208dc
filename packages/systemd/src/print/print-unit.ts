import { shown } from "../ground/shown.ts";
import { mostFindings } from "../validate/assignment.ts";
import { quoteForMessage, unprintable } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { Problem } from "../text/problem.ts";
import { UnitError } from "../unit/unit-error.ts";
import type { UnitEntry, UnitSection } from "../unit/unit-file.ts";
import { problemsOfShape } from "../unit/unit-shape.ts";
import { longestLine, wrapLine } from "./wrap-line.ts";

/** Why a section name cannot be printed; undefined when it can. */
function problemOfHeader(name: string): Problem | undefined {
  if (name === "") return { message: "a section needs a name" };
  const bad = unprintable(name);
  if (bad !== undefined) return { message: bad };
  return /[\]["'\\]/.test(name)
    ? { message: `${quoteForMessage(name)} may not hold brackets, quotes or backslashes` }
    : undefined;
}

/** Why a key cannot be printed; undefined when it can. */
function problemOfKeyText(key: string): Problem | undefined {
  if (key === "") return { message: "an assignment needs a key" };
  if (key !== key.trim() || /^[#;[]/.test(key))
    return { message: `${quoteForMessage(key)} may not start with #, ; or [ nor have blanks around it` };
  const bad = unprintable(key);
  if (bad !== undefined) return { message: bad };
  return /[=\\]/.test(key) ? { message: `${quoteForMessage(key)} may not hold = or a backslash` } : undefined;
}

function problemOfText(value: string): Problem | undefined {
  const bad = unprintable(value);
  if (bad !== undefined) return { message: `${bad}: one assignment is one line, so it would inject others` };
  // What Go trims and what systemd trims have to be the same thing, or the two would read different values.
  return /^[\s\u0085]|[\s\u0085]$/.test(value)
    ? {
        message: "blanks around a value are not kept by any parser",
        remedy: "Remove them, or quote the value if the setting unquotes.",
      }
    : undefined;
}

function printEntry(entry: UnitEntry, path: string, diagnostics: Diagnostic[]): string {
  const bad = problemOfKeyText(entry.key) ?? problemOfText(entry.value);
  if (bad !== undefined) {
    if (diagnostics.length < mostFindings) diagnostics.push({ severity: "error", path, ...bad, rule: "printable" });
    return "";
  }
  const lines = wrapLine(`${entry.key}=${entry.value}`);
  if (lines === undefined) {
    const message = `the line is longer than ${longestLine} bytes and has no space to wrap it at: Ignition refuses lines of 2048 bytes and more`;
    const remedy = "Split the value, or put it in a file.";
    diagnostics.push({ severity: "error", path, message, remedy, rule: "line-length" });
    return "";
  }
  return lines.join("\n");
}

/** A unit's text, or every reason why it cannot be printed. */
export function tryPrintUnit(unit: { readonly sections: readonly UnitSection[] }): {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const parts: string[] = [];
  if (unit.sections.length === 0)
    diagnostics.push({
      severity: "error",
      path: "$",
      message: "a unit needs at least one section",
      rule: "printable",
    });
  for (const section of unit.sections) {
    const bad = problemOfHeader(section.name);
    if (bad !== undefined)
      diagnostics.push({
        severity: "error",
        path: `$.${section.name}`,
        ...bad,
        rule: "printable",
      });
    const lines = [`[${section.name}]`];
    for (const entry of section.entries) lines.push(printEntry(entry, `$.${section.name}.${entry.key}`, diagnostics));
    parts.push(`${lines.join("\n")}\n`);
  }
  return { text: parts.join("\n"), diagnostics };
}

/**
 * Prints a unit or drop-in so that systemd's parser reads back exactly its sections, and go-systemd's the
 * same settings: one assignment a line, a blank line between sections, lines over 2,047 bytes wrapped at
 * spaces.
 * @throws {UnitError} for anything that would not survive (line breaks, control characters, an unwrappable
 * line).
 *
 * @example
 * ```ts
 * import { printUnit } from "@drydock/systemd";
 *
 * const sections = [{ name: "Unit", entries: [{ key: "After", value: "network.target" }] }];
 * console.log(JSON.stringify(printUnit({ sections }))); // "[Unit]\nAfter=network.target\n"
 * ```
 */
export function printUnit(unit: { readonly name?: string; readonly sections: readonly UnitSection[] }): string {
  const misshapen = problemsOfShape(unit, false);
  const { text, diagnostics } = misshapen.length > 0 ? { text: "", diagnostics: misshapen } : tryPrintUnit(unit);
  if (diagnostics.length > 0)
    throw new UnitError(
      `printing ${misshapen.length > 0 || unit.name === undefined ? "a unit" : shown(unit.name)}`,
      diagnostics,
    );
  return text;
}
