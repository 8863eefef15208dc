import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parsedSource } from "./parsed-source.ts";

const root = join(import.meta.dirname, "..");

interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const sources: readonly Source[] = readdirSync(join(root, "packages")).flatMap((name) =>
  readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test|\.test-d|\.gen)\.ts$/.test(file) && !file.split(/[\\/]/).includes("testing"))
    .map((file) => {
      const path = `packages/${name}/src/${file.replaceAll("\\", "/")}`;
      const tree = parsedSource(path);
      return { path, text: tree.text, tree };
    }),
);

describe("the dialect of the house", () => {
  it("finds the sources", () => {
    expect(sources.length).toBeGreaterThan(300);
  });

  it("declares functions: a constant that holds one says its type", () => {
    const told = "const a = () => 1; const b: F = () => 1; const c = function () {};";
    expect(bareArrows(ts.createSourceFile("one.ts", told, ts.ScriptTarget.Latest, true))).toEqual(["a", "c"]);
    expect(sources.flatMap(({ path, tree }) => bareArrows(tree).map((name) => `${path}: ${name}`))).toEqual([]);
  });

  it("asserts nothing about what may be absent", () => {
    expect(asserts(ts.createSourceFile("one.ts", "f(a![0]);", ts.ScriptTarget.Latest, true))).toBe(true);
    expect(sources.flatMap(({ path, tree }) => (asserts(tree) ? path : []))).toEqual([]);
  });

  it("wraps comments at 110 columns", () => {
    const long = "word ".repeat(30);
    const code = ` * \`\`\`ts\n * ${long}\n * \`\`\``;
    expect(wideComments(`/** ${long} */\n/**\n * ${long}\n${code}\n */\n// ${long}\nf(); // ${long}`)).toHaveLength(3);
    expect(sources.flatMap(({ path, text }) => wideComments(text).map((line) => `${path}: ${line}`))).toEqual([]);
  });

  it("begins a file of more than 200 lines with why it is so long", () => {
    const reason = "// Long because it is one table.\n";
    const line = "f();\n";
    const texts = [line.repeat(200), line.repeat(201), reason + line.repeat(200), line + reason + line.repeat(200)];
    expect(texts.map(isTooLong)).toEqual([false, true, false, true]);
    expect(sources.flatMap(({ path, text }) => (isTooLong(text) ? path : []))).toEqual([]);
  });
});

/** Comments that are wider than prose is here, but for what stands in a block of code, and orders to the linter. */
function wideComments(text: string): string[] {
  const prose = text.replaceAll(/^ *\* ```[^]*?^ *\* ```$/gm, "");
  return prose
    .split("\n")
    .filter((line) => Array.from(line).length > 110 && /^ *(?:\/\/(?! oxlint-)|\/\*\*|\*)/.test(line));
}

/** Whether a file has more than 200 lines and does not begin with the reason. */
function isTooLong(text: string): boolean {
  return text.trimEnd().split("\n").length > 200 && !text.startsWith("// Long because ");
}

/** Constants of a module that are set to a function without saying of which type. */
function bareArrows(tree: ts.SourceFile): string[] {
  return tree.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ initializer, type }) => type === undefined && initializer !== undefined && isFunction(initializer))
    .map(({ name }) => name.getText(tree));
}

function isFunction(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function asserts(node: ts.Node): boolean {
  return ts.isNonNullExpression(node) || (ts.forEachChild(node, (child) => asserts(child) || undefined) ?? false);
}
