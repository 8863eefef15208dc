import type { Document, LineCounter, YAMLMap } from "yaml";
import type { Diagnostic } from "@drydock/systemd/ground";
import { yaml } from "./load-yaml.ts";

/**
 * What parses, and PyYAML or Go refuse or silently lose: keys that are no scalars or stand twice, aliases of
 * nothing, value tags.
 */
export function structureProblems(document: Document.Parsed, lines: LineCounter): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const anchors = new Set<string>();
  const tell = (node: unknown, message: string, remedy: string, rule: string): void => {
    const { line, col } = lines.linePos(yaml().isNode(node) ? (node.range?.[0] ?? 0) : 0);
    diagnostics.push({ severity: "error", path: "$", message, remedy, rule, line, column: col });
  };
  yaml().visit(document, {
    Node(key, node) {
      if (yaml().isAlias(node)) {
        if (!anchors.has(node.source))
          tell(
            node,
            `the alias *${node.source.slice(0, 60)} has no anchor before it`,
            "Add the anchor, or put a string in quotes.",
            "yaml-syntax",
          );
        return;
      }
      if (node.anchor !== undefined) anchors.add(node.anchor);
      if (yaml().isMap(node)) checkKeys(node, tell);
      if (
        key === "key" ||
        !yaml().isScalar(node) ||
        node.type !== "PLAIN" ||
        (node.source !== "=" && node.source !== "<<")
      )
        return;
      tell(
        node,
        `an unquoted ${node.source} is an error to PyYAML`,
        `Put it in quotes: "${node.source}".`,
        "yaml-syntax",
      );
    },
  });
  return diagnostics;
}

function checkKeys(
  mapping: YAMLMap,
  tell: (node: unknown, message: string, remedy: string, rule: string) => void,
): void {
  const seen = new Set<string>();
  for (const { key } of mapping.items) {
    if (yaml().isCollection(key) || yaml().isAlias(key)) {
      tell(
        key,
        "something other than a scalar is used as a key",
        "Quote the key: a template expression such as {{ … }} must stand in quotes.",
        "yaml-syntax",
      );
    } else if (yaml().isScalar(key) && key.value !== "<<") {
      const name = String(key.value);
      if (seen.has(name))
        tell(
          key,
          `the key ${JSON.stringify(name.slice(0, 60))} stands twice; the last would win`,
          "Keep one of them.",
          "duplicate-key",
        );
      seen.add(name);
    }
  }
}
