import { type JsonNode } from "./json/json-node.ts";
import { locate, positionsOf } from "./json/locate.ts";
import { formatPath, type Path, type ReportEntry, type Severity } from "./report.ts";

/** A finding before its place in the text is known. */
export interface Finding {
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  readonly rule?: string;
  /** Where it stands, when that is not the value at the path; -1 for nowhere. */
  readonly offset?: number;
}

/** The findings as report entries; with the document's text and tree, each with its line and column. */
export function reportEntries(findings: readonly Finding[], text?: Buffer, root?: JsonNode): ReportEntry[] {
  if (findings.length === 0) return [];
  if (text === undefined) return findings.map((finding) => entryOf(finding));
  const offsets = findings.map(({ offset, path }) => offset ?? (root === undefined ? -1 : locate(root, path)));
  const positions = positionsOf(
    text,
    offsets.filter((offset) => offset >= 0),
  );
  return findings.map((finding, index) => ({ ...entryOf(finding), ...positions.get(offsets[index] ?? -1) }));
}

function entryOf({ severity, path, message, rule }: Finding): ReportEntry {
  return { severity, path: formatPath(path), message, ...(rule === undefined ? {} : { rule }) };
}
