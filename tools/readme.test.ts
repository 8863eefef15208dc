import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
const page = read("README.md");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "packages")).map((name) => `packages/${name}/README.md`),
];

describe("README.md", () => {
  it("begins with the two commands, and names only commands, examples and packages that there are", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(page).toMatch(/^# Drydock\n\n```sh\nnpm run demo\nnpm test\n```\n/);
    expect([...page.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, name = ""]) => (name in scripts ? [] : name))).toEqual(
      [],
    );
    expect(
      [...page.matchAll(/(?:examples|tools)\/[\w.-]+\.ts/g)].flatMap(([path]) =>
        existsSync(join(root, path)) ? [] : path,
      ),
    ).toEqual([]);
    const shown = readdirSync(join(root, "examples")).filter(
      (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !["account.ts", "command-line.ts"].includes(file),
    );
    expect(shown.filter((file) => !page.includes(`| \`examples/${file}\` |`))).toEqual([]);
    expect(
      readdirSync(join(root, "packages")).filter(
        (name) => !page.includes(`| [\`@drydock/${name}\`](packages/${name}/README.md) |`),
      ),
    ).toEqual([]);
  });
});

it("README.md has the sources run where nothing is built yet", () => {
  const commands = page.match(/npx\s+tsx\s(?:[^`\n]*\n)??[^`\n]*?\.ts/g) ?? [];
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.filter((command) => !/^npx\s+tsx\s+--conditions=@drydock\/source\s/.test(command))).toEqual([]);
});

it.each(pages)("%s links only to what is there", (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
});
