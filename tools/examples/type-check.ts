import { readFileSync } from "node:fs";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import ts from "typescript";
import type { Block } from "./block.ts";

/**
 * Compiles the blocks that stand on the input, all in one program, and prints what the compiler says of each.
 */
const root = join(import.meta.dirname, "..", "..");
const blocks = (await json(process.stdin)) as readonly Pick<Block, "name" | "path" | "code">[];
const files = new Map(blocks.map((block) => [join(root, block.path), block]));
const { options } = ts.parseJsonConfigFileContent(
  JSON.parse(readFileSync(join(root, "tsconfig.test.json"), "utf8")),
  ts.sys,
  root,
);
const host = ts.createCompilerHost(options);
const program = ts.createProgram({
  rootNames: [...files.keys()],
  options,
  host: {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name)?.code ?? host.readFile(name),
    directoryExists: (name) =>
      [...files.keys()].some((file) => file.startsWith(`${name}/`)) || (host.directoryExists?.(name) ?? true),
    getSourceFile: (name, ...rest) => {
      const block = files.get(name);
      return block === undefined
        ? host.getSourceFile(name, ...rest)
        : ts.createSourceFile(name, block.code, rest[0], true);
    },
  },
});
const problems: Record<string, string[]> = {};
for (const [path, { name }] of files) {
  const file = program.getSourceFile(path);
  problems[name] = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    },
  );
}
console.log(JSON.stringify(problems));
