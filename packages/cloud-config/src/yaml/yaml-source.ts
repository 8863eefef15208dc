import type { Document, LineCounter } from "yaml";
import { yaml } from "./load-yaml.ts";

/** The text behind a value. */
export interface YamlSource {
  /**
   * The place of the deepest node that exists on a path such as `$.write_files.0.path`: its value, or its
   * key.
   */
  readonly placeOf: (path: string, part: "key" | "value") => Place;
  /** How the scalar at a path is written in the text, where it stands without quotes. */
  readonly unquoted: (path: string) => string | undefined;
}

/** 1-based line, and 1-based column in UTF-16 units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Entry {
  readonly key: unknown;
  readonly value: unknown;
}

/** The places of a document's values by path, found in one pass when the first is asked for. */
export function sourceOf(document: Document.Parsed, lines: LineCounter): YamlSource {
  let index: ReadonlyMap<string, Entry> | undefined;
  const entryAt = (path: string): Entry | undefined => (index ??= indexOf(document)).get(path);
  return {
    placeOf(path, part) {
      let at = path;
      while (entryAt(at) === undefined && at.includes(".")) at = at.slice(0, at.lastIndexOf("."));
      const node = entryAt(at)?.[part];
      const { line, col } = lines.linePos(yaml().isNode(node) ? (node.range?.[0] ?? 0) : 0);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
    unquoted(path) {
      const node = entryAt(path)?.value;
      return yaml().isScalar(node) && node.type === "PLAIN" ? node.source : undefined;
    },
  };
}

function indexOf(document: Document.Parsed): ReadonlyMap<string, Entry> {
  const index = new Map<string, Entry>([["$", { key: document.contents, value: document.contents }]]);
  const waiting: { readonly path: string; readonly node: unknown }[] = [{ path: "$", node: document.contents }];
  const add = (path: string, key: unknown, value: unknown): void => {
    index.set(path, { key, value: value ?? key });
    waiting.push({ path, node: value });
  };
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const { path, node } = here;
    if (yaml().isMap(node))
      for (const { key, value } of node.items)
        add(`${path}.${yaml().isScalar(key) ? String(key.value) : ""}`, key, value);
    else if (yaml().isSeq(node))
      for (const [position, item] of node.items.entries()) add(`${path}.${position}`, item, item);
  }
  return index;
}
