import { yaml } from "./load-yaml.ts";

/**
 * How deep a YAML text nests, found from its tokens alone, so that a hostile text is refused before a
 * recursive parser meets it. Stops at `limit`; never less than the true depth, and at most one more per line.
 */
export function measureNesting(text: string, limit: number): number {
  const columns: number[] = [];
  let flow = 0;
  let column = 0;
  let lineStart = true;
  let deepest = 0;
  for (const token of new (yaml().Lexer)().lex(text)) {
    const type = yaml().CST.tokenType(token);
    if (type === "newline" || token.endsWith("\n")) {
      column = 0;
      lineStart = true;
      continue;
    }
    if (type === "flow-seq-start" || type === "flow-map-start") flow += 1;
    else if (type === "flow-seq-end" || type === "flow-map-end") flow = Math.max(0, flow - 1);
    const opens = type === "seq-item-ind" || type === "explicit-key-ind" || type === "anchor" || type === "tag";
    if (type !== "space" && (lineStart || opens)) {
      while (lineStart && (columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
      lineStart = false;
    }
    deepest = Math.max(deepest, columns.length + flow);
    if (deepest > limit) return deepest;
    column += token.length;
  }
  return deepest;
}
