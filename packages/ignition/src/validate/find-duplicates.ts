import type { Finding } from "../decode/finding.ts";
import { entryKey } from "../spec/entry-key.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import type { SpecVersion } from "../spec/spec-version.ts";

/** An error for every list entry whose key an earlier one of the same namespace has. */
export function findDuplicates(config: IgnitionConfig, version: SpecVersion): Finding[] {
  const findings: Finding[] = [];
  visit(config, schemaOf(version), [], findings);
  return findings;
}

function visit(value: object, struct: Struct, path: (string | number)[], findings: Finding[]): void {
  const fields = value as Readonly<Record<string, unknown>>;
  checkLists(fields, struct, path, findings);
  for (const field of struct.fields) {
    if (field.struct === undefined) continue;
    const child = fields[field.name];
    if (typeof child !== "object" || child === null) continue;
    path.push(field.name);
    if (!Array.isArray(child)) visit(child, field.struct, path, findings);
    else {
      for (const [index, item] of child.entries()) {
        path.push(index);
        visit(item, field.struct, path, findings);
        path.pop();
      }
    }
    path.pop();
  }
}

function checkLists(
  fields: Readonly<Record<string, unknown>>,
  struct: Struct,
  path: readonly (string | number)[],
  findings: Finding[],
): void {
  const seenBy = new Map<string, Set<string>>();
  for (const field of struct.fields) {
    const list = field.kind === "list" ? fields[field.name] : undefined;
    if (field.namespace === undefined || !Array.isArray(list)) continue;
    const seen = seenBy.get(field.namespace) ?? new Set();
    seenBy.set(field.namespace, seen);
    for (const [index, item] of list.entries()) {
      const key = entryKey(item, field.struct?.name);
      if (seen.has(key)) {
        findings.push({ severity: "error", path: [...path, field.name, index], message: "duplicate entry defined" });
      }
      seen.add(key);
    }
  }
}
