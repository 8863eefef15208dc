import type { JsonNode, JsonObject } from "../json/json-node.ts";
import type { Path } from "../report.ts";

/** Every object of a document with its path, outer ones first. */
export function* walkObjects(node: JsonNode, path: Path = []): Generator<readonly [JsonObject, Path]> {
  const open: [JsonNode, Path][] = [[node, path]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [current, at] = next;
    if (current.kind === "object") {
      yield [current, at];
      for (const { key, value } of [...current.members].reverse()) {
        if (value.kind === "object" || value.kind === "array") open.push([value, [...at, key]]);
      }
    } else if (current.kind === "array") {
      for (let index = current.items.length - 1; index >= 0; index--) {
        const item = current.items[index];
        if (item?.kind === "object" || item?.kind === "array") open.push([item, [...at, index]]);
      }
    }
  }
}
