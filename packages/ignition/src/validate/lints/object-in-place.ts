import type { JsonMember, JsonNode, JsonObject } from "../../json/json-node.ts";
import type { Path } from "../../spec/path.ts";
import { schemaOf, type Struct } from "../../spec/schema.ts";
import type { SpecVersion } from "../../spec/spec-version.ts";

/** An object of the document that stands where the spec has one. */
export interface ObjectInPlace {
  readonly object: JsonObject;
  readonly struct: Struct;
  readonly path: Path;
}

/** Every object of the document that the spec knows, outer ones first. */
export function objectsInPlace(root: JsonNode, version: SpecVersion): readonly ObjectInPlace[] {
  const found: ObjectInPlace[] = [];
  walk(root, schemaOf(version), [], found);
  return found;
}

function walk(node: JsonNode, struct: Struct, path: Path, found: ObjectInPlace[]): void {
  if (node.kind !== "object") return;
  found.push({ object: node, struct, path });
  for (const { key, value } of node.members) {
    const inner = struct.byName.get(key)?.struct;
    if (inner === undefined) continue;
    if (value.kind === "object") walk(value, inner, [...path, key], found);
    if (value.kind !== "array") continue;
    for (const [index, item] of value.items.entries()) walk(item, inner, [...path, key, index], found);
  }
}

/** A member's path, and the place of its key in the text. */
export function atKey(path: Path, { key, keyStart }: JsonMember): { readonly path: Path; readonly offset: number } {
  return { path: [...path, key], offset: keyStart };
}
