import type { Severity } from "@drydock/systemd/ground";
import type { JsonNode } from "../../json/json-node.ts";
import type { Finding } from "../../decode/finding.ts";
import type { Path } from "../../spec/path.ts";
import type { StructTypes } from "../../spec/struct-types.ts";
import type { IgnitionConfig } from "../../spec/ignition-config.ts";
import type { SpecVersion } from "../../spec/spec-version.ts";
import type { ObjectInPlace } from "./object-in-place.ts";

/**
 * What a lint looks at: a config of which Ignition's rules have been checked, and the document that it was
 * read from.
 */
export interface LintSubject {
  readonly root: JsonNode;
  readonly config: IgnitionConfig;
  readonly version: SpecVersion;
  /** Every object of the document that stands where the spec has one. */
  readonly objects: readonly ObjectInPlace[];
  /** Every object of that kind with its path, in Ignition's order. */
  all<Name extends keyof StructTypes>(name: Name): readonly (readonly [StructTypes[Name], Path])[];
}

/** One check that goes further than Ignition's own. */
export type Lint = (subject: LintSubject) => Iterable<Finding>;

/**
 * A finding at a field below an object; the remedy is left out where the message says all that can be done.
 */
export function findingAt(severity: Severity, path: Path, field: string, message: string, remedy?: string): Finding {
  return { severity, path: [...path, field], message, ...(remedy !== undefined && { remedy }) };
}
