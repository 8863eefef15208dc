import type { FileToFillIn } from "./fill-in-unit.ts";
import type { IgnitionFile, IgnitionLink, IgnitionUnit, IgnitionUser } from "./ignition-config.ts";
import type { Diagnostic } from "@drydock/systemd/ground";

/** What one part of a document becomes. */
export interface Translated {
  readonly users?: readonly IgnitionUser[];
  readonly files?: readonly IgnitionFile[];
  readonly links?: readonly IgnitionLink[];
  readonly units?: readonly IgnitionUnit[];
  /** Files whose variables a unit has to fill in at boot. */
  readonly templates?: readonly FileToFillIn[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** Something that Ignition cannot do, or does otherwise. */
export function notConverted(path: string, message: string, remedy: string): Diagnostic {
  return { severity: "warning", path, message, remedy, rule: "not-converted" };
}

/** Something that has changed its form, worth knowing; with a remedy where there is something to do. */
export function convertedOtherwise(path: string, message: string, remedy?: string): Diagnostic {
  return { severity: "info", path, message, ...(remedy !== undefined && { remedy }), rule: "converted-otherwise" };
}
