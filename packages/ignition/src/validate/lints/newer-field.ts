import { schemaOf, type Struct } from "../../spec/schema.ts";
import { compareSpecs, type SpecVersion, specVersions } from "../../spec/spec-version.ts";
import type { Lint } from "./lint.ts";
import { atKey } from "./object-in-place.ts";

/** A field that came with a later spec: Ignition only warns of an unused key, and does nothing. */
export const newerField: Lint = function* ({ objects, version }) {
  const newer = specVersions.filter((candidate) => compareSpecs(candidate, version) > 0);
  if (newer.length === 0) return;
  for (const { object, struct, path } of objects) {
    for (const member of object.members) {
      if (struct.byName.has(member.key)) continue;
      const since = newer.find((candidate) => hasField(candidate, path, member.key));
      if (since === undefined) continue;
      const message = `${member.key} needs spec ${since}, and this config is of ${version}: it would have no effect`;
      yield { severity: "error", ...atKey(path, member), message, remedy: "Raise ignition.version or remove it." };
    }
  }
};

function hasField(version: SpecVersion, path: readonly (string | number)[], key: string): boolean {
  let struct: Struct | undefined = schemaOf(version);
  for (const step of path) if (typeof step === "string") struct = struct?.byName.get(step)?.struct;
  return struct?.byName.has(key) === true;
}
