import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { docstringBlocks } from "./examples/docstring-blocks.ts";
import { exportedFunctions } from "./exported-functions.ts";
import { packageEntries } from "./package-entries.ts";

const root = join(import.meta.dirname, "..");

it.each(packageEntries)("every function of $entry has an example, which tools/examples.test.ts runs", ({ file }) => {
  const without = exportedFunctions(file).filter((one) => !isShown(one));
  expect(without.map((one) => `${relative(root, one.file)}: ${one.name}`)).toEqual([]);
});

/** Whether the harness that runs examples finds one in the docstring. */
function isShown({ docstring, file }: { readonly docstring: string; readonly file: string }): boolean {
  return docstringBlocks(file, `${docstring}\n`).length > 0;
}

describe("exportedFunctions", () => {
  const example = "/**\n * Says it.\n *\n * @example\n * ```ts\n * said();\n * ```\n */";
  const deep = [
    `${example}\nexport function shown(text: string): void;\nexport function shown(text: unknown): void {}`,
    "/** Says nothing of its use. */\nexport function bare(): void {}",
    "/** No function. */\nexport const limit = 3;",
    "export const arrow = (): void => undefined;",
    "export interface Options {}",
  ];
  const index = [
    'export { arrow, bare as plain, limit, type Options } from "./middle.ts";',
    'export type { Options as Others } from "./deep.ts";',
    'export { goQuote } from "@drydock/systemd/ground";',
    'import { shown } from "./deep.ts";',
    "export async function own(): Promise<void> {}",
    'export { shown } from "./deep.ts";',
  ];

  it("follows what is passed on, leaves out values, types and other packages, and reads each docstring", () => {
    const found = withFiles({ "index.ts": index, "middle.ts": ['export { arrow, bare, limit } from "./deep.ts";'] });
    expect(found.map((one) => [one.name, isShown(one)])).toEqual([
      ["arrow", false],
      ["plain", false],
      ["own", false],
      ["shown", true],
    ]);
  });

  it("refuses an export that names nothing", () => {
    expect(() => withFiles({ "index.ts": ['export * from "./deep.ts";'] })).toThrow("has an export *");
  });

  it("refuses a name that is declared nowhere", () => {
    expect(() => withFiles({ "index.ts": ['export { gone } from "./deep.ts";'] })).toThrow("declares no gone");
  });

  function withFiles(files: Readonly<Record<string, readonly string[]>>): ReturnType<typeof exportedFunctions> {
    const folder = mkdtempSync(join(tmpdir(), "drydock-exported-"));
    try {
      for (const [name, lines] of Object.entries({ "deep.ts": deep, ...files })) {
        writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
      }
      return exportedFunctions(join(folder, "index.ts"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
