import { mostFindings } from "../validate/assignment.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { ParsedSections, Position, SectionPositions } from "./parsed-unit.ts";
import type { UnitEntry, UnitSection } from "../unit/unit-file.ts";

/** Gathers what a parser reads, one section at a time. */
export interface SectionCollector {
  readonly open: (name: string, at: Position) => void;
  /** Adds to the open section; false when none is open. */
  readonly add: (key: string, value: string, keyAt: Position, valueAt: Position) => boolean;
  readonly report: (
    severity: Diagnostic["severity"],
    message: string,
    rule: string,
    at: Position,
    path?: string,
  ) => void;
  readonly result: () => ParsedSections;
}

/** An empty collector. */
export function collectSections(): SectionCollector {
  const sections: UnitSection[] = [];
  const positions: SectionPositions[] = [];
  const diagnostics: Diagnostic[] = [];
  let entries: UnitEntry[] | undefined;
  let places: { key: Position; value: Position }[] = [];
  return {
    open(name, at) {
      entries = [];
      places = [];
      sections.push({ name, entries });
      positions.push({ ...at, entries: places });
    },
    add(key, value, keyAt, valueAt) {
      if (entries === undefined) return false;
      entries.push({ key, value });
      places.push({ key: keyAt, value: valueAt });
      return true;
    },
    report(severity, message, rule, at, path = "$") {
      if (severity !== "error" && diagnostics.length >= mostFindings) return;
      diagnostics.push({ severity, path, message, rule, line: at.line, column: at.column });
    },
    result: () => ({ sections, positions, diagnostics }),
  };
}
