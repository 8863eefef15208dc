import type { Lint } from "./lint.ts";

/** A `null` for a list, a text or a number: Ignition takes it for nothing, in silence. */
export const nullValue: Lint = function* ({ objects }) {
  for (const { object, struct, path } of objects) {
    for (const { key, value } of object.members) {
      const field = struct.byName.get(key);
      if (field === undefined) continue;
      if (value.kind === "null" && field.kind !== "object")
        yield {
          severity: "warning",
          path: [...path, key],
          message: "null is taken for nothing",
          remedy: "Leave the field out.",
        };
      if (value.kind !== "array" || field.kind !== "list" || field.struct !== undefined) continue;
      for (const [index, item] of value.items.entries()) {
        if (item.kind !== "null") continue;
        yield {
          severity: "warning",
          path: [...path, key, index],
          message: "null is taken for an empty text",
          remedy: "Remove it.",
        };
      }
    }
  }
};
