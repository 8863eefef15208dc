import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const readme = readFileSync(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""], index) => ({
  number: index + 1,
  code,
}));
function promised(code: string): string {
  return [...code.matchAll(/^\/\/ →(?: (.*))?$/gm)].map(([, line = ""]) => line).join("\n");
}
const border = "=== next example ===";

/** Inside the package, so that its own name leads to its source. */
const scratch = join(root, "dist");
let printed: readonly string[] = [];
let folder = "";

beforeAll(() => {
  mkdirSync(scratch, { recursive: true });
  folder = mkdtempSync(join(scratch, ".readme-"));
  for (const { number, code } of examples) writeFileSync(join(folder, `${number}.ts`), code);
  const all = examples.map(
    ({ number }) => `await import("./${number}.ts");\nconsole.log(${JSON.stringify(border)});\n`,
  );
  writeFileSync(join(folder, "all.ts"), all.join(""));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=@drydock/source", join(folder, "all.ts")],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  expect(stderr).toBe("");
  printed = stdout.split(`${border}\n`).map((text) => text.trimEnd());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the README", () => {
  it("has examples, each with what it prints", () => {
    expect(examples.length).toBeGreaterThan(5);
    for (const { code } of examples) expect(promised(code)).not.toBe("");
  });

  it.each(examples)("example $number prints what it says", ({ number, code }) => {
    expect(printed[number - 1]).toBe(promised(code));
  });
});
