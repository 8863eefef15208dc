import { finding, type Assignment, type CheckedUnit } from "../assignment.ts";
import { quoteForMessage } from "../character.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { kindOfDirective } from "../directive.ts";
import { problemOfExecLine } from "../exec-line.ts";
import { splitWords } from "../quote-word.ts";
import type { ValueKind } from "../setting-value.ts";
import { parseTimeSpan } from "../time-span.ts";
import { problemsOfUnitName } from "../unit-name.ts";
import { booleanOr, choices } from "../value-choices.ts";

const booleans = new Set(["1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off"]);

function isBoolean(value: string): boolean {
  return booleans.has(value.toLowerCase());
}

/** What is wrong with a value of this kind, in systemd's own syntax; undefined when nothing is, or when only systemd can tell. */
type CheckValue = (value: string) => string | undefined;

const wholeNumber: CheckValue = (value) => (/^[+-]?(0[xX][0-9a-fA-F]+|0[oObB]?[0-7]*|[0-9]+)$/.test(value) ? undefined : "is no whole number");
const span: CheckValue = (value) =>
  parseTimeSpan(value) === undefined ? 'is no time span: give seconds, or a number with a unit such as "90s" or "1min 30s", or "infinity"' : undefined;
const path: CheckValue = (value) => (/^[~-]?[/%]/.test(value) || value === "" ? undefined : "is no absolute path");
const quoted: CheckValue = (value) => {
  const split = splitWords(value);
  return "problem" in split ? split.problem : undefined;
};
const paths: CheckValue = (value) => {
  const split = splitWords(value);
  if ("problem" in split) return split.problem;
  const relative = split.words.find(({ text }) => !/^[-+]*[/%~]/.test(text));
  return relative === undefined ? undefined : `names ${quoteForMessage(relative.text)}, which is no absolute path`;
};
const unitName: CheckValue = (value) => (value.includes("%") ? undefined : problemsOfUnitName(value)[0]);
const unitNames: CheckValue = (value) => {
  const split = splitWords(value);
  if ("problem" in split) return split.problem;
  for (const { text } of split.words) {
    const problem = unitName(text);
    if (problem !== undefined) return `names ${quoteForMessage(text)}: ${problem}`;
  }
  return undefined;
};
const environment: CheckValue = (value) => {
  const split = splitWords(value);
  if ("problem" in split) return split.problem;
  const bad = split.words.find(({ text }) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(text));
  return bad === undefined ? undefined : `holds ${quoteForMessage(bad.text)}, which is no NAME=value: quote a value that has blanks`;
};

const checks: Partial<Record<ValueKind, CheckValue>> = {
  boolean: (value) => (isBoolean(value) ? undefined : "is no boolean: yes, no, true, false, on, off, 1 or 0"),
  environment,
  exec: problemOfExecLine,
  integer: wholeNumber,
  mode: (value) => (/^[0-7]{1,5}$/.test(value) && Number.parseInt(value, 8) <= 0o7777 ? undefined : "is no octal mode, at most 7777"),
  path,
  paths,
  percent: (value) => (/^\d+(\.\d{1,2})?[%‰‱]$/.test(value) ? undefined : 'is no percentage such as "20%"'),
  seconds: span,
  signal: (value) => (/^(SIG)?[A-Z][A-Z0-9+-]*$/.test(value) || /^([1-9]|[1-5]\d|6[0-4])$/.test(value) ? undefined : 'is no signal: "SIGTERM", or 1 to 64'),
  size: (value) => (value === "infinity" || value === "off" || /^\d+(\.\d+)?\s*([BKMGTPE]|[%‰‱])?$/.test(value) ? undefined : 'is no size: bytes, "512M", "80%", or "infinity"'),
  unit: unitName,
  units: unitNames,
  weight: (value) => (value === "idle" || /^\d+$/.test(value) ? undefined : 'is no weight: 1 to 10000, or "idle"'),
  words: quoted,
};

function problemOfValue(kind: ValueKind, value: string): string | undefined {
  if (Object.hasOwn(choices, kind)) {
    const words: readonly string[] = choices[kind as keyof typeof choices];
    return words.includes(value) || /^\d+$/.test(value) ? undefined : `is not one of ${words.join(", ")}`;
  }
  if (Object.hasOwn(booleanOr, kind)) {
    const words: readonly string[] = booleanOr[kind as keyof typeof booleanOr];
    return words.includes(value.split(":", 1)[0] ?? "") || isBoolean(value) ? undefined : `is no boolean nor one of ${words.join(", ")}`;
  }
  return checks[kind]?.(value);
}

/** Keys whose empty value is no reset, or whose values depend on more than their kind. */
const unchecked = new Set(["Socket.IPTOS", "Mount.Where", "Swap.What", "Socket.Timestamping"]);

function checkOne({ section, key, value }: Assignment): string | undefined {
  const kind = kindOfDirective(section, key);
  if (kind === undefined || value === "" || unchecked.has(`${section}.${key}`)) return undefined;
  return problemOfValue(kind, value);
}

/** Values that systemd would reject and, in most cases, quietly ignore. */
export function checkValues(unit: CheckedUnit): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const assignment of unit.assignments) {
    const problem = checkOne(assignment);
    if (problem !== undefined) diagnostics.push(finding("error", "value", `${assignment.key}=: ${quoteForMessage(assignment.value)} ${problem}`, assignment));
  }
  return diagnostics;
}
