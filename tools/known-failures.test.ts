import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = join(root, "packages/aws-provisioner/src/cluster/known-failures");
const page = readFileSync(join(root, "docs/survival.md"), "utf8");
const address = /https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/issues\/\d+/g;

it("each failure that others met is told with its address in its test and in a row of the page", () => {
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
  const told = tests.map((file) => {
    return [basename(file, ".test.ts"), ...(readFileSync(join(folder, file), "utf8").match(address) ?? [])];
  });
  expect(told.filter((one) => one.length < 2)).toEqual([]);
  const rows = page.split("\n").flatMap((line) => {
    const name = /\| `([\w-]+)` \|$/.exec(line)?.[1];
    return name === undefined ? [] : [[name, ...(line.match(address) ?? [])]];
  });
  expect(rows.toSorted()).toEqual(told.toSorted());
});
