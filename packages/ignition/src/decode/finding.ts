import type { Diagnostic, Severity } from "@drydock/systemd/ground";
import type { JsonNode } from "../json/json-node.ts";
import { locate, positionsOf } from "../json/locate.ts";
import { type Path, printPath } from "../spec/path.ts";

/** A diagnostic before its place in the text is known. */
export interface Finding {
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  /** What to do about it; Ignition's own findings have none. */
  readonly remedy?: string;
  /** The lint's name; absent on the findings that Ignition itself has. */
  readonly rule?: string;
  /** Where it stands, when that is not the value at the path; -1 for nowhere. */
  readonly offset?: number;
}

/**
 * The findings as diagnostics; with the document's text and tree, each with its line, and its column in
 * bytes.
 */
export function diagnosticsOf(findings: readonly Finding[], text?: Buffer, root?: JsonNode): Diagnostic[] {
  if (findings.length === 0) return [];
  if (text === undefined) return findings.map((finding) => diagnosticOf(finding));
  const offsets = findings.map(({ offset, path }) => offset ?? (root === undefined ? -1 : locate(root, path)));
  const positions = positionsOf(
    text,
    offsets.filter((offset) => offset >= 0),
  );
  return findings.map((finding, index) => ({ ...diagnosticOf(finding), ...positions.get(offsets[index] ?? -1) }));
}

function diagnosticOf({ severity, path, message, remedy, rule }: Finding): Diagnostic {
  return {
    severity,
    path: printPath(path),
    message,
    ...(remedy !== undefined && { remedy }),
    ...(rule !== undefined && { rule }),
  };
}
