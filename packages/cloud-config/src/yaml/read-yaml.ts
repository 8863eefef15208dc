import type { Document, LineCounter } from "yaml";
import type { Diagnostic } from "@drydock/systemd/ground";
import { sourceOf, type YamlSource } from "./yaml-source.ts";
import { deepestNesting, mostValues } from "../validate/find-unprintable.ts";
import { measureNesting } from "./measure-nesting.ts";
import { pythonTags } from "./python-schema.ts";
import { structureProblems } from "./structure-problems.ts";
import { unfoldedSize } from "./unfolded-size.ts";
import { yaml } from "./load-yaml.ts";

/** A YAML text as a value, and where in the text each path of it stands. */
export interface YamlReading {
  /** Absent where the text could not be read. */
  readonly value?: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: YamlSource;
}

/**
 * Reads one YAML document as PyYAML would. Duplicate keys, a second document, deep nesting and alias bombs
 * are problems; nothing is thrown.
 */
export function readYaml(text: string): YamlReading {
  const nowhere: YamlSource = { placeOf: () => ({ line: 1, column: 1 }), unquoted: () => undefined };
  const refuse = (message: string, remedy: string, rule: string): YamlReading => ({
    diagnostics: [{ severity: "error", path: "$", message, remedy, rule, line: 1, column: 1 }],
    source: nowhere,
  });
  if (measureNesting(text, deepestNesting) > deepestNesting)
    return refuse(`nested deeper than ${deepestNesting} levels`, "Flatten it.", "too-deep");
  const lines = new (yaml().LineCounter)();
  const document = yaml().parseDocument(text, {
    version: "1.1",
    schema: "yaml-1.1",
    customTags: pythonTags,
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    uniqueKeys: false,
    logLevel: "error",
  });
  const diagnostics = [...syntaxProblems(document, lines), ...structureProblems(document, lines)];
  if (diagnostics.some((problem) => problem.severity === "error")) return { diagnostics, source: nowhere };
  if (unfoldedSize(document) > mostValues)
    return refuse(`aliases unfold to more than ${mostValues} values`, "Write the values out.", "alias-bomb");
  return { value: document.toJS({ maxAliasCount: -1 }), diagnostics, source: sourceOf(document, lines) };
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): Diagnostic[] {
  const remedy = "Mend the YAML: a text that does not parse is dropped whole at boot.";
  const told = (
    severity: "error" | "warning",
    found: { readonly code: string; readonly message: string; readonly pos: readonly [number, number] },
  ): Diagnostic => {
    const { line, col } = lines.linePos(found.pos[0]);
    return { severity, path: "$", message: found.message, remedy, rule: "yaml-syntax", line, column: col };
  };
  return [
    ...document.errors.map((error) => told("error", error)),
    ...document.warnings.map((warning) => told("warning", warning)),
  ];
}
