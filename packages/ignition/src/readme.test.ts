import { readFileSync } from "node:fs";
import * as systemd from "@drydock/systemd";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as ignition from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.*)$|^```ts\n([\s\S]*?)^```\n\n^```text\n([\s\S]*?)^```/gmu)];
const packages: Readonly<Record<string, unknown>> = { "@drydock/ignition": ignition, "@drydock/systemd": systemd };

describe("README", () => {
  let title = "";
  let found = 0;
  for (const [, heading, code, printed] of examples) {
    title = heading ?? title;
    if (code === undefined || printed === undefined) continue;
    found++;
    it(`prints what it says: ${title}`, () => {
      expect(run(code)).toBe(printed);
    });
  }

  it("shows what each example prints", () => {
    expect(found).toBe(readme.split("```ts\n").length - 1);
    expect(found).toBeGreaterThan(5);
  });
});

/** What an example prints, run with the packages under their own names. */
function run(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const lines: string[] = [];
  const print = (value: unknown): string =>
    typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : String(value);
  const log = (...values: readonly unknown[]): void => void lines.push(values.map(print).join(" "));
  const require = (name: string): unknown => {
    if (!(name in packages)) throw new Error(`the README imports ${name}`);
    return packages[name];
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the README's code is what is under test
  new Function("require", "exports", "console", outputText)(require, {}, { log });
  return `${lines.join("\n")}\n`;
}
