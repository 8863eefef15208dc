import { foldKey } from "../../spec/schema.ts";
import type { Lint } from "./lint.ts";
import { atKey } from "./object-in-place.ts";

/** A key in another case: Ignition calls it unused and applies it all the same. */
export const keyCase: Lint = function* ({ objects }) {
  for (const { object, struct, path } of objects) {
    for (const member of object.members) {
      const field = struct.byName.has(member.key) ? undefined : struct.byFoldedName.get(foldKey(member.key));
      if (field === undefined) continue;
      const message = `key ${JSON.stringify(member.key)} is applied as ${field.name}`;
      yield { severity: "error", ...atKey(path, member), message, remedy: `Write ${field.name}.` };
    }
  }
};
