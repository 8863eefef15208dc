import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leaveUnchecked } from "./leave-unchecked.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** A file that the walk makes: a block whose first line is its path. */
interface Made {
  readonly path: string;
  readonly code: string;
}
const made: readonly Made[] = [...page.matchAll(/^```ts\n\/\/ (packages\/\S+\.ts)\n([^]*?)^```$/gm)].map(
  ([, path = "", code = ""]) => ({ path, code }),
);

/** A change of a file that is there: a `diff` block whose hunks begin with `@@`. */
interface Changed {
  readonly path: string;
  readonly hunks: readonly { readonly before: string; readonly after: string }[];
}
const changed: readonly Changed[] = [...page.matchAll(/^```diff\n--- (packages\/\S+)\n@@\n([^]*?)^```$/gm)].map(
  ([, path = "", body = ""]) => ({
    path,
    hunks: body.split("@@\n").map((hunk) => ({ before: sideOf(hunk, "-"), after: sideOf(hunk, "+") })),
  }),
);

/** One side of a hunk: its context, and the lines of that sign. */
function sideOf(hunk: string, sign: "-" | "+"): string {
  const lines = hunk.split("\n").filter((line) => line.startsWith(" ") || line.startsWith(sign));
  return lines.map((line) => `${line.slice(1)}\n`).join("");
}

/** The file after the change; what each hunk replaces must stand there exactly once. */
function changedText(text: string, { path, hunks }: Changed): string {
  return hunks.reduce((all, { before, after }) => {
    const parts = all.split(before);
    if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times ${JSON.stringify(before)}`);
    return parts.join(after);
  }, text);
}

/** What lets a blueprint ask for the kind, its field and its rule, as a module of core. */
function askedFor(): string {
  const [, asking = ""] = page.split("## Let blueprints ask for it");
  const [field = "", rule = ""] = [...asking.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
  return `import * as z from "zod/mini";
import { quote, type Finding } from "../finding.ts";

export const fields = {
${field}};

${rule}`;
}

describe("CONTRIBUTING.md", () => {
  it("names only files that are there, but for those that its walk makes", () => {
    const named = [...page.matchAll(/`((?:packages|tools|examples|bench|docs|\.ci)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(10);
    const own = new Set(made.map(({ path }) => path));
    expect(named.filter((path) => !own.has(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  it("names only commands that there are", () => {
    const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe("its walk, on a copy of this tree", () => {
  let scratch: string;
  beforeAll(() => {
    scratch = copyOfTheTree();
    for (const { path, code } of made) {
      if (existsSync(join(scratch, path))) throw new Error(`the walk makes ${path}, which is there already`);
      writeFileSync(join(scratch, path), code);
    }
    for (const one of changed) {
      const file = join(scratch, one.path);
      writeFileSync(file, changedText(readFileSync(file, "utf8"), one));
    }
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("makes three files, and names each of the kind and the resource in one list", () => {
    expect(made.map(({ path }) => dirname(path))).toEqual([
      "packages/aws-provisioner/src/kinds",
      "packages/aws-provisioner/src/kinds",
      "packages/aws-simulator/src/ec2",
    ]);
    expect(changed.map(({ hunks }) => hunks.length)).toEqual([2, 2]);
  });

  it("compiles", async () => {
    const project = join(scratch, "tsconfig.walk.json");
    const core = "packages/core/src/network/flow-logs-of-the-walk.ts";
    writeFileSync(join(scratch, core), askedFor());
    const files = [...[...made, ...changed].map(({ path }) => path), core];
    leaveUnchecked(scratch, files);
    writeFileSync(project, JSON.stringify({ extends: "./tsconfig.test.json", files, include: [] }));
    expect(await run(scratch, "tools/compile.mjs", "-p", project)).toEqual({ status: 0, output: "" });
  });

  it("is laid out and written as the house does it", async () => {
    const files = [...made, ...changed].map(({ path }) => path);
    expect(await run(scratch, bin("oxfmt"), "--check", ...files)).toMatchObject({ status: 0 });
    expect(await run(scratch, bin("oxlint"), "--quiet", ...files)).toMatchObject({ status: 0 });
  });

  it("passes the conformance suite of kinds, which the kind alone does not", async () => {
    const [, kind = ""] = /kind\("([\w-]+)"/.exec(made[0]?.code ?? "") ?? [];
    const folder = "packages/aws-provisioner/src/kinds";
    // One process, and the second run finds the modules as the first one left them.
    const once = ["--maxWorkers=1", "--experimental.fsModuleCache", "--experimental.fsModuleCachePath=modules"];
    const files = [`${folder}/conformance.test.ts`, `${folder}/meanings.test.ts`];
    const suite = ["run", "--project", "tests", ...once, ...files, "-t"];
    const whole = await run(
      scratch,
      bin("vitest"),
      "--update",
      ...suite,
      `${kind}( \\(| says|:)|has a case|stand in an order|asked for by use`,
    );
    expect(whole.status, whole.output).toBe(0);
    expect(Number(/Tests +(\d+) passed/.exec(whole.output)?.[1])).toBeGreaterThanOrEqual(11);

    const service = changed.find(({ path }) => path.startsWith("packages/aws-simulator/"))?.path ?? "";
    cpSync(join(root, service), join(scratch, service));
    const alone = await run(scratch, bin("vitest"), ...suite, `${kind} \\(`);
    expect(alone.output).toContain("CreateFlowLogs");
    expect(alone.status).toBe(1);
  });
});

/** The tree's own files, with the installed dependencies by a link. */
function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "drydock-walk-"));
  const kept = (path: string) => !/(?:^|\/)(?:dist|\.git)$/.test(path);
  for (const entry of [
    "packages",
    "tools",
    ...readdirSync(root).filter((name) => /\.(?:json|ts|yaml)$|^\.ox/.test(name)),
  ]) {
    cpSync(join(root, entry), join(copy, entry), { recursive: true, verbatimSymlinks: true, filter: kept });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

function bin(command: string): string {
  return `node_modules/.bin/${command}`;
}

/**
 * Runs a program of the workspace, by its path there, to its end. It is not waited for synchronously: a
 * worker that is stopped is given up.
 */
function run(folder: string, program: string, ...args: string[]): Promise<{ status: number | null; output: string }> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(join(folder, program), args, {
      cwd: folder,
      env: { ...env, NO_COLOR: "1" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}
