import type { Lint } from "./lint.ts";
import { walkObjects } from "./walk-objects.ts";

/** A key given twice: Ignition reads the second value into what the first one left. */
export const duplicateKey: Lint = function* ({ root }) {
  for (const [object, path] of walkObjects(root)) {
    const seen = new Set<string>();
    for (const { key, keyStart } of object.members) {
      if (seen.has(key)) {
        const message = `key ${JSON.stringify(key)} stands twice in one object; keep one`;
        yield { severity: "error", path: [...path, key], message, offset: keyStart };
      }
      seen.add(key);
    }
  }
};
