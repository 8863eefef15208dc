import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isAsPromised } from "./examples/as-promised.ts";
import type { Block } from "./examples/block.ts";
import { docstringBlocks } from "./examples/docstring-blocks.ts";
import { pageBlocks } from "./examples/page-blocks.ts";
import { type Printed, runBlocks } from "./examples/run-blocks.ts";
import { typeCheck } from "./examples/type-check.ts";
import { writeBlocks } from "./examples/written-blocks.ts";

const root = join(import.meta.dirname, "..");
function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
const packages = readdirSync(join(root, "packages"));
const docs = existsSync(join(root, "docs"))
  ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  : [];
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...packages.map((name) => `packages/${name}/README.md`),
  ...docs.filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`),
];
const sources = packages.flatMap((name) =>
  readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test|\.test-d|\.gen)\.ts$/.test(file))
    .map((file) => `packages/${name}/src/${file.replaceAll("\\", "/")}`),
);
const blocks: readonly Block[] = [
  ...pages.flatMap((page) => pageBlocks(page, read(page))),
  ...sources.flatMap((file) => docstringBlocks(file, read(file))),
];

/**
 * A file that a page has its reader make in the tree: whoever walks through the page on a copy compiles it
 * there.
 */
const ofTheTree = (block: Block) => block.path.startsWith("packages/");
const own = blocks.filter((block) => !ofTheTree(block));

/**
 * The slow work, done once for all blocks: one program of the compiler, and one process that runs what runs.
 */
let problems: ReadonlyMap<string, readonly string[]>;
let printed: ReadonlyMap<string, Printed>;
beforeAll(async () => {
  const written = writeBlocks(own);
  try {
    [problems, printed] = await Promise.all([
      typeCheck(own, written),
      runBlocks(
        own.filter(({ runs }) => runs),
        written,
      ),
    ]);
  } finally {
    written.remove();
  }
});

for (const { name, promised, runs } of own) {
  describe(name, () => {
    it("compiles", () => {
      expect(problems.get(name)).toEqual([]);
    });

    if (runs) {
      it(promised === undefined ? "runs" : "prints what it says", () => {
        const { output = "", complaints = "", ended = false } = printed.get(name) ?? {};
        // An example in a docstring may say something on the error stream; a page shows all that it prints.
        expect(ended && promised === undefined ? "" : complaints).toBe("");
        expect(ended).toBe(true);
        if (promised !== undefined) expect(isAsPromised(output, promised) ? promised : output).toBe(promised);
      });
    }
  });
}

it("a file that is not there yet is shown only by the page whose walk is tried", () => {
  const made = blocks.filter(ofTheTree);
  expect(made.map(({ name }) => name.replace(/: .*/, ""))).toEqual(made.map(() => "CONTRIBUTING.md"));
  expect(made.filter(({ path }) => existsSync(join(root, path)))).toEqual([]);
});

it.each(packages)("the README of %s shows what its package does", (name) => {
  const shown = blocks.filter((block) => block.name.startsWith(`packages/${name}/README.md`));
  expect(shown.filter(({ promised }) => promised !== undefined).length).toBeGreaterThan(0);
});
