/** A JSON document before it is printed: unlike a JavaScript object, it can repeat a key. */
export type Tree = string | number | boolean | null | Raw | readonly Tree[] | Members;

/** Text that goes into the document as it is. */
export interface Raw {
  readonly raw: string;
}

export interface Members {
  readonly members: readonly (readonly [string, Tree])[];
}

/** How a document is laid out. */
export interface Layout {
  readonly indent: string;
  readonly newline: string;
  readonly escapeAll: boolean;
}

export function printTree(tree: Tree, layout: Layout, depth = 0): string {
  if (tree === null || typeof tree === "boolean" || typeof tree === "number") return String(tree);
  if (typeof tree === "string") return printString(tree, layout);
  if ("raw" in tree) return tree.raw;
  const inner = layout.newline + layout.indent.repeat(depth + 1);
  const outer = layout.newline + layout.indent.repeat(depth);
  if ("members" in tree) {
    if (tree.members.length === 0) return "{}";
    const members = tree.members.map(
      ([key, value]) => `${printString(key, layout)}:${layout.indent}${printTree(value, layout, depth + 1)}`,
    );
    return `{${inner}${members.join(`,${inner}`)}${outer}}`;
  }
  if (tree.length === 0) return "[]";
  return `[${inner}${tree.map((item) => printTree(item, layout, depth + 1)).join(`,${inner}`)}${outer}]`;
}

function printString(text: string, { escapeAll }: Layout): string {
  if (!escapeAll) return JSON.stringify(text);
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
}
