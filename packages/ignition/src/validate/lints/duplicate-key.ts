import type { Lint } from "./lint.ts";
import { atKey } from "./object-in-place.ts";

/** A key given twice: Ignition reads the second value into what the first one left. */
export const duplicateKey: Lint = function* ({ objects }) {
  for (const { object, path } of objects) {
    const seen = new Set<string>();
    for (const member of object.members) {
      if (seen.has(member.key)) {
        const message = `key ${JSON.stringify(member.key)} stands twice in one object`;
        yield { severity: "error", ...atKey(path, member), message, remedy: "Keep one." };
      }
      seen.add(member.key);
    }
  }
};
