import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

it("the README names every option", () => {
  const options = [...read("options.ts").matchAll(/^  readonly (\w+)\??:/gm)].map(([, name]) => name);
  const own = options.slice(0, options.indexOf("quotas") + 1);
  expect(own.length).toBeGreaterThan(8);
  for (const name of own) expect(read("../README.md")).toContain(`| \`${name}\` |`);
});
