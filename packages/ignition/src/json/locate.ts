import type { Path } from "../spec/path.ts";
import { type JsonNode, lastMember } from "./json-node.ts";

/**
 * Where Ignition says that the deepest value on the path stands: the first byte of a scalar, the byte after a
 * bracket.
 */
export function locate(root: JsonNode, path: Path): number {
  let node = root;
  for (const step of path) {
    const next: JsonNode | undefined = childOf(node, step);
    if (next === undefined) break;
    node = next;
  }
  return node.kind === "object" || node.kind === "array" ? node.start + 1 : node.start;
}

function childOf(node: JsonNode, step: string | number): JsonNode | undefined {
  if (node.kind === "object") return typeof step === "string" ? lastMember(node, step)?.value : undefined;
  return node.kind === "array" && typeof step === "number" ? node.items[step] : undefined;
}

/** A 1-based line, and a 1-based column counted in bytes. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The positions of these offsets; 0, 0 for one at or after the end, as Ignition prints it. */
export function positionsOf(bytes: Buffer, offsets: Iterable<number>): Map<number, Position> {
  const positions = new Map<number, Position>();
  let line = 1;
  let lineStart = 0;
  let lineEnd = nextNewline(bytes, 0);
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    if (offset >= bytes.length) {
      positions.set(offset, { line: 0, column: 0 });
      continue;
    }
    while (lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = nextNewline(bytes, lineStart);
    }
    positions.set(offset, { line, column: offset - lineStart + 1 });
  }
  return positions;
}

function nextNewline(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(0x0a, start);
  return found === -1 ? bytes.length : found;
}
