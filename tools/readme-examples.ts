import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const border = "=== next example ===";

/** A block of TypeScript on a page. A first line such as `// fleet.ts` names the file that later blocks import. */
export interface Example {
  readonly file: string;
  readonly code: string;
  /** What the page says that it prints, in the `text` block that follows; undefined for a block that is only compiled. */
  readonly promised: string | undefined;
}

export interface Tried {
  /** What the compiler says of all blocks together, one problem a line. */
  readonly problems: readonly string[];
  /** What each block printed, by its file. */
  readonly printed: ReadonlyMap<string, string>;
  /** What stands on the error stream. */
  readonly complaints: string;
}

export function examplesOf(page: string): Example[] {
  const blocks = [...page.matchAll(/^```ts\n([^]*?)^```\n(?:\n```text\n([^]*?)^```$)?/gm)];
  return blocks.map(([, code = "", promised], index) => ({
    file: /^\/\/ ([\w-]+\.ts)$/m.exec(code.split("\n", 1)[0]!)?.[1] ?? `example-${index + 1}.ts`,
    code,
    promised,
  }));
}

/** Whether `printed` is what was promised. A line of three dots stands for any lines, `…` for any text within one. */
export function isAsPromised(printed: string, promised: string): boolean {
  const parts = promised.trimEnd().split(/^\.\.\.$\n?/m);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*")).join("[^]*");
  return new RegExp(`^${pattern}\n*$`).test(printed);
}

/** Compiles all blocks of a page as this workspace is compiled, and runs those that promise something, in their order, in one program. */
export function tryExamples(examples: readonly Example[]): Tried {
  // In a folder of the examples, where every package of the workspace goes by its own name.
  const scratch = join(root, "examples", "dist");
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, ".readme-"));
  try {
    const files = examples.map(({ file, code }) => {
      writeFileSync(join(folder, file), code);
      return join(folder, file);
    });
    return {
      problems: typeProblems(files),
      ...run(
        folder,
        examples.filter(({ promised }) => promised !== undefined),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function typeProblems(files: readonly string[]): string[] {
  const config = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(join(root, "tsconfig.test.json"), "utf8")),
    ts.sys,
    root,
  );
  const program = ts.createProgram({ rootNames: files, options: config.options });
  const own = new Set(files);
  return ts.getPreEmitDiagnostics(program).flatMap(({ file, start = 0, messageText }) => {
    if (file === undefined || !own.has(file.fileName)) return [];
    const { line } = file.getLineAndCharacterOfPosition(start);
    return [`${basename(file.fileName)}, line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`];
  });
}

function run(folder: string, examples: readonly Example[]): Omit<Tried, "problems"> {
  const main = join(folder, "all-examples.ts");
  writeFileSync(
    main,
    examples.map(({ file }) => `await import("./${file}");\nconsole.log(${JSON.stringify(border)});\n`).join(""),
  );
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "--conditions=@drydock/source", main], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  const parts = stdout.split(`${border}\n`);
  return { printed: new Map(examples.map(({ file }, index) => [file, parts[index] ?? ""])), complaints: stderr };
}
