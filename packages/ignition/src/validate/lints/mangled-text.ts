import type { JsonNode } from "../../json/json-node.ts";
import type { Lint } from "./lint.ts";

/** Text that no UTF-8 can hold: Ignition puts U+FFFD in the place of what is wrong with it. */
export const mangledText: Lint = function* ({ objects }) {
  const message =
    "the text holds half a surrogate pair, or bytes that are not UTF-8, which Ignition replaces by U+FFFD";
  const remedy = "Correct it, or put bytes into a data URL.";
  for (const { object, path } of objects) {
    for (const { key, value } of object.members) {
      if (isMangled(value)) yield { severity: "error", path: [...path, key], message, remedy };
      if (value.kind !== "array") continue;
      for (const [index, item] of value.items.entries()) {
        if (isMangled(item)) yield { severity: "error", path: [...path, key, index], message, remedy };
      }
    }
  }
};

function isMangled(node: JsonNode): boolean {
  return node.kind === "string" && node.mangled;
}
