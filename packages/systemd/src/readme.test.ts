import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map((found, at) => ({
  at: at + 1,
  code: found[1] ?? "",
}));

/** What an example says that it prints: its `// →` lines. */
function promised(code: string): string {
  return [...code.matchAll(/^\/\/ →(?: (.*))?$/gm)].map((found) => found[1] ?? "").join("\n");
}

describe("the examples of the README", () => {
  const scratch = join(root, "dist");
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, ".readme-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are found", () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
    for (const { code } of examples) expect(promised(code)).not.toBe("");
  });

  it.each(examples)("example $at prints what it says", ({ at, code }) => {
    const file = join(folder, `example-${at}.ts`);
    writeFileSync(file, code);
    const printed = execFileSync(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), "--conditions=@drydock/source", file],
      {
        encoding: "utf8",
        cwd: root,
      },
    );
    expect(printed.replace(/\n$/, "")).toBe(promised(code));
  });
});
