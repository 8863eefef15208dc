import type { JsonNode } from "./json-node.ts";

/** What stands there, for a message about what should: short, however large it is. */
export function describeNode(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return "an object";
    case "array":
      return `a list of ${node.items.length}`;
    case "string":
      return `the string ${JSON.stringify(node.text.length > 40 ? `${node.text.slice(0, 40)}…` : node.text)}`;
    case "number":
      return `the number ${node.text.slice(0, 40)}`;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "foreign":
      return node.description;
  }
}
