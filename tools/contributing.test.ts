import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe("CONTRIBUTING.md", () => {
  it("names only files that are there, but for those that its walk makes", () => {
    const named = [...page.matchAll(/`((?:packages|tools|examples|bench|\.ci)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !path.endsWith("/flow-log.ts") && !existsSync(join(root, path)))).toEqual([]);
  });

  it("names only commands that there are", () => {
    const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("shows a kind that compiles where the walk puts it", () => {
    const [, path = "", code = ""] =
      /```ts\n\/\/ (packages\/aws-provisioner\/src\/kinds\/[\w-]+\.ts)\n([^]*?)```/.exec(page) ?? [];
    expect(existsSync(join(root, path))).toBe(false);
    expect(problemsOf(join(root, path), code)).toEqual([]);
  }, 120_000);
});

/** What the compiler says of a file that is not there, as if it were. */
function problemsOf(file: string, code: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(join(root, "tsconfig.test.json"), "utf8")),
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram({
    rootNames: [file],
    options,
    host: {
      ...host,
      fileExists: (name) => name === file || host.fileExists(name),
      readFile: (name) => (name === file ? code : host.readFile(name)),
      getSourceFile: (name, ...rest) =>
        name === file ? ts.createSourceFile(name, code, rest[0], true) : host.getSourceFile(name, ...rest),
    },
  });
  const own = ts.getPreEmitDiagnostics(program).filter((problem) => problem.file?.fileName === file);
  return own.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
