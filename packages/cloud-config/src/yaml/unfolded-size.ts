import type { Document } from "yaml";
import { yaml } from "./load-yaml.ts";

/** How many values a document has once its aliases are written out; infinite for a value within itself. */
export function unfoldedSize(document: Document.Parsed): number {
  const anchors = new Map<string, number>();
  const sizeOf = (node: unknown): number => {
    if (yaml().isAlias(node)) return anchors.get(node.source) ?? Number.POSITIVE_INFINITY;
    if (!yaml().isMap(node) && !yaml().isSeq(node)) {
      if (yaml().isScalar(node) && node.anchor !== undefined) anchors.set(node.anchor, 1);
      return 1;
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, Number.POSITIVE_INFINITY);
    let size = 1;
    if (yaml().isMap(node)) for (const pair of node.items) size += sizeOf(pair.key) + sizeOf(pair.value);
    else for (const item of node.items) size += sizeOf(item);
    if (node.anchor !== undefined) anchors.set(node.anchor, size);
    return size;
  };
  return sizeOf(document.contents);
}
