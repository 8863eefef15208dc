import { kindOfDirective, problemOfKey } from "../directive/directive.ts";
import { nearest } from "../ground/nearest.ts";
import type { Vocabulary } from "../unit/assemble-sections.ts";
import type { ValueKind } from "../value/value-kinds.ts";
import { quadletKeys } from "./quadlet-keys.ts";
import { groupOf, type QuadletType } from "./quadlet-type.ts";

const groups: ReadonlyMap<string, ReadonlyMap<string, ValueKind>> = new Map([
  ...Object.entries(quadletKeys).map(([group, keys]): [string, ReadonlyMap<string, ValueKind>] => [
    group,
    new Map<string, ValueKind>(Object.entries(keys)),
  ]),
  ["Quadlet", new Map<string, ValueKind>([["DefaultDependencies", "boolean"]])],
]);

const install: readonly string[] = ["Alias", "WantedBy", "RequiredBy", "UpheldBy"];

/**
 * True for a section that podman reads and whose keys it knows: one of its own groups, not one of systemd's.
 */
export function isQuadletGroup(section: string): boolean {
  return groups.has(section);
}

/** What may stand in a quadlet of a type: its own group, what systemd reads, and what podman leaves of it. */
export function vocabularyOf(type: QuadletType): Vocabulary {
  const group = groupOf(type);
  const sections = ["Unit", group, "Service", "Install", "Quadlet"];
  return {
    sections,
    kindOf: (section, key) =>
      groups.get(section)?.get(key) ?? (sections.includes(section) ? kindOfDirective(section, key) : undefined),
    problemOf(section, key) {
      const keys = groups.get(section);
      if (keys !== undefined && sections.includes(section)) {
        if (keys.has(key)) return undefined;
        const near = nearest(key, keys.keys());
        const message = `unsupported key '${key}' in group '${section}'`;
        return { rule: "unknown-key", message, ...(near !== undefined && { remedy: `Did you mean ${near}=?` }) };
      }
      if (section === "Install" && !install.includes(key))
        return {
          rule: "quadlet-install",
          message: `podman does not read ${key}= in [Install] of a quadlet, only ${install.join("=, ")}=`,
        };
      return problemOfKey(section, key);
    },
  };
}
