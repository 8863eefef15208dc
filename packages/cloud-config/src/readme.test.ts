import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.*)$|```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/gm)];

describe("README", () => {
  let title = "";
  let found = 0;
  for (const [, heading, code, printed] of examples) {
    if (heading !== undefined) title = heading;
    if (code === undefined || printed === undefined) continue;
    found += 1;
    it(`prints what it says: ${title}`, () => {
      expect(run(code).trimEnd()).toBe(printed.trimEnd());
    });
  }

  it("has an example in every chapter that shows code", () => {
    expect(found).toBe(readme.split("```ts\n").length - 1);
    expect(found).toBeGreaterThan(5);
  });
});

/** What an example prints, run with the package under its own name. */
function run(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const lines: string[] = [];
  const log = (...values: readonly unknown[]): void => void lines.push(values.map(String).join(" "));
  const require = (name: string): unknown => {
    if (name !== "@drydock/cloud-config") throw new Error(`the README imports ${name}`);
    return library;
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the README's code is what is under test
  new Function("require", "exports", "console", outputText)(require, {}, { log });
  return `${lines.join("\n")}\n`;
}
