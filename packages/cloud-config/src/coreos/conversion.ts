import type { FileToFillIn } from "./fill-in-unit.ts";
import type { IgnitionFile, IgnitionLink, IgnitionUnit, IgnitionUser } from "./ignition-config.ts";
import type { Problem } from "../problem.ts";

/** What one part of a document becomes. */
export interface Converted {
  readonly users?: readonly IgnitionUser[];
  readonly files?: readonly IgnitionFile[];
  readonly links?: readonly IgnitionLink[];
  readonly units?: readonly IgnitionUnit[];
  /** Files whose variables a unit has to fill in at boot. */
  readonly templates?: readonly FileToFillIn[];
  readonly problems?: readonly Problem[];
}

/** Something that Ignition cannot do, or does otherwise. */
export function notConverted(path: string, message: string, remedy: string): Problem {
  return { severity: "warning", path, message, remedy, rule: "not-converted" };
}

/** Something that has changed its form, worth knowing. */
export function convertedOtherwise(path: string, message: string, remedy: string): Problem {
  return { severity: "info", path, message, remedy, rule: "converted-otherwise" };
}
