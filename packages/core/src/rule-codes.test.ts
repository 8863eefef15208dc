import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** All text of the files of this folder that a choice takes. */
function textOf(isChosen: (file: string) => boolean): string {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const chosen = files.filter((file) => file.endsWith(".ts") && isChosen(file));
  return chosen.map((file) => readFileSync(join(import.meta.dirname, file), "utf8")).join("\n");
}

it("each rule is provoked by some blueprint of the tests, and what it says is held as it is printed", () => {
  const said = textOf((file) => file.endsWith(".test.ts"));
  const codes = [...textOf((file) => !file.includes(".test")).matchAll(/\brule: "([^"]+)"/g)].map(([, code]) => code);
  expect(codes).toContain("cidr-form");
  expect([...new Set(codes)].filter((code) => !said.includes(` [${code}]`))).toEqual([]);
});
