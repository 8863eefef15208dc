import { quoteForMessage, unprintable } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { kindOfDirective, problemOfKey, sectionNames } from "../directive/directive.ts";
import type { ValueKind } from "../value/value-kinds.ts";
import { nearest } from "../ground/nearest.ts";
import type { Problem } from "../text/problem.ts";
import { isRaw } from "../value/raw.ts";
import { renderValue } from "../value/render-value.ts";
import type { RenderedValue } from "../value/rendered-value.ts";
import type { UnitEntry, UnitSection } from "./unit-file.ts";

/** Ordered sections made of typed settings, with everything that was wrong with them. */
export interface AssembledSections {
  readonly sections: readonly UnitSection[];
  readonly diagnostics: readonly Diagnostic[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function renderExtension(value: unknown): RenderedValue {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const values = list.map((item) => (isRaw(item) ? item.raw : typeof item === "string" ? item : undefined));
  const problems = values.flatMap((text, at) => (text === undefined ? [{ at, message: "expected a string" }] : []));
  return problems.length > 0 ? { problems } : { values: values.filter((text) => text !== undefined) };
}

/**
 * What may stand in the sections: systemd's own directives, or those of another vocabulary such as quadlets.
 */
export interface Vocabulary {
  readonly sections: readonly string[];
  readonly kindOf: (section: string, key: string) => ValueKind | undefined;
  readonly problemOf: (section: string, key: string) => (Problem & { readonly rule: string }) | undefined;
}

/** The sections of systemd that a unit may have. */
export function systemdVocabulary(sections: readonly string[] = sectionNames): Vocabulary {
  return { sections, kindOf: kindOfDirective, problemOf: problemOfKey };
}

function entriesOf(
  section: string,
  settings: Readonly<Record<string, unknown>>,
  vocabulary: Vocabulary,
  diagnostics: Diagnostic[],
): readonly UnitEntry[] {
  const entries: UnitEntry[] = [];
  const problem = (path: string, rule: string, message: string): void => {
    diagnostics.push({ severity: "error", path, message, rule });
  };
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    const path = `$.${section}.${key}`;
    const unknown = vocabulary.problemOf(section, key);
    if (unknown !== undefined) {
      diagnostics.push({ severity: "error", path, ...unknown });
      continue;
    }
    if (!/^[A-Za-z0-9_-]+$/.test(key)) {
      problem(path, "key-name", `${quoteForMessage(key)} is no key: letters, digits, - and _ only`);
      continue;
    }
    const kind = vocabulary.kindOf(section, key);
    const rendered = kind === undefined ? renderExtension(value) : renderValue(kind, value);
    if ("problems" in rendered) {
      for (const { at, message } of rendered.problems)
        problem(at === undefined ? path : `${path}.${at}`, "value", message);
      continue;
    }
    for (const [at, text] of rendered.values.entries()) {
      const bad = unprintable(text);
      if (bad !== undefined)
        problem(
          rendered.values.length > 1 ? `${path}.${at}` : path,
          "control-character",
          `${bad}: one setting is one line of the unit`,
        );
      entries.push({ key, value: text.trim() });
    }
  }
  return entries;
}

/**
 * Turns `{ Section: { Key: value } }` into ordered sections of a vocabulary; `X-` sections may stand beside
 * them.
 */
export function assembleSections(input: unknown, vocabulary: Vocabulary): AssembledSections {
  const allowed = vocabulary.sections;
  const diagnostics: Diagnostic[] = [];
  const sections: UnitSection[] = [];
  if (!isRecord(input)) {
    return {
      sections,
      diagnostics: [
        {
          severity: "error",
          path: "$",
          message: "the sections are an object: { Unit: { … }, Service: { … } }",
          rule: "section",
        },
      ],
    };
  }
  for (const [name, settings] of Object.entries(input)) {
    if (settings === undefined) continue;
    const path = `$.${name}`;
    if (!allowed.includes(name) && !/^X-[A-Za-z0-9_-]+$/.test(name)) {
      const near = nearest(name, allowed);
      const remedy = near === undefined ? `It has ${allowed.join(", ")} and X-… sections.` : `Did you mean [${near}]?`;
      const message = sectionNames.includes(name)
        ? `this type of unit has no [${name}]`
        : `${quoteForMessage(name)} is no section`;
      diagnostics.push({ severity: "error", path, message, remedy, rule: "section" });
    } else if (!isRecord(settings))
      diagnostics.push({
        severity: "error",
        path,
        message: "a section is an object of settings",
        rule: "section",
      });
    else sections.push({ name, entries: entriesOf(name, settings, vocabulary, diagnostics) });
  }
  if (sections.length === 0 && diagnostics.length === 0) {
    diagnostics.push({
      severity: "error",
      path: "$",
      message: "a unit needs at least one section",
      rule: "section",
    });
  }
  return { sections, diagnostics };
}
