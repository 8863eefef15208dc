import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const widest = 110;
const pages = [
  ".",
  "docs",
  ".github",
  ".changeset",
  ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`),
]
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
  // A changelog is written by its tool.
  .filter((path) => path.endsWith(".md") && !/(?:CHANGELOG|api)\.md$/.test(path));

/**
 * Lines of prose that are wider than the eye likes. Tables, headings and blocks of code are as wide as they
 * need to be.
 */
function wideLines(page: string): string[] {
  const prose = page.replaceAll(/^ *(```+|~~~+)[^]*?^ *\1$/gm, "");
  return prose.split("\n").filter((line) => line.length > widest && !/^\s*[|#]/.test(line));
}

it("sees a wide line in a paragraph and in a list, and none in code or a table", () => {
  const long = "word ".repeat(30);
  expect(wideLines(`${long}\n\n- ${long}\n\n| ${long} |\n\n\`\`\`ts\n${long}\n\`\`\`\n`)).toEqual([long, `- ${long}`]);
});

it.each(pages)("%s is wrapped at 110 columns", (path) => {
  expect(wideLines(readFileSync(join(root, path), "utf8"))).toEqual([]);
});

it.each(pages)("%s holds no mark of a merge", (path) => {
  expect(readFileSync(join(root, path), "utf8").match(/^(?:<{7} |={7}$|>{7} ).*$/gm) ?? []).toEqual([]);
});
