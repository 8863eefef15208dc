import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const parsed = new Map<string, ts.SourceFile>();

/**
 * A source file as the compiler reads it, parsed once for all tests of a process; its path is absolute or
 * from the root of the tree.
 */
export function parsedSource(path: string): ts.SourceFile {
  const file = resolve(root, path);
  const known = parsed.get(file) ?? parse(file);
  parsed.set(file, known);
  return known;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}
