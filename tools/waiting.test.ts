import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { kinds } from "../packages/aws-provisioner/src/kinds/registry.ts";
import { pageOf } from "./waiting/page.ts";

const page = readFileSync(join(import.meta.dirname, "..", "docs", "waiting.md"), "utf8");

it("docs/waiting.md is what npm run waiting writes", () => {
  expect(page).toBe(pageOf());
});

it("has a row for each kind, with times that can be", () => {
  const rows = page.split("\n").flatMap((line) => {
    const [name, means, usual, limit, serves, until, last] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    return name?.startsWith("`") ? [{ name: name.slice(1, -1), means, usual, limit, serves, until, last }] : [];
  });
  expect(rows.map(({ name }) => name)).toEqual(kinds.map(({ name }) => name));
  const ordered = (low = "", high = "") =>
    low.split(" to ").every((one, at) => Number(one) < Number(high.split(" to ")[at]));
  expect(rows.filter(({ means, usual, limit }) => means === "" || !ordered(usual, limit))).toEqual([]);
  expect(rows.filter(({ serves, until, last }) => serves !== "" && !ordered(until, last))).toEqual([]);
  expect(rows.filter(({ serves }) => serves !== "").length).toBeGreaterThan(5);
});
