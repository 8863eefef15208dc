import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { edits } from "./changes/edits.ts";
import { outcomeOf } from "./changes/outcome.ts";
import { places } from "./changes/places.ts";
import { rowOf } from "./changes/table.ts";

const page = readFileSync(join(import.meta.dirname, "..", "docs", "changes.md"), "utf8");
const all = edits();

/** What makes a part another one, and what stands in no new network: they are no changes of one field. */
const apart = /(?:^|\.)kind$|^network\.(?:vpcId|subnets|zones\[\])|\.ports\[\]$/;

it("a change is tried of every place of a blueprint", () => {
  const tried = new Set(all.map(({ place }) => place));
  expect(places().flatMap(({ path }) => (tried.has(path) || apart.test(path) ? [] : path))).toEqual([]);
  expect(all.length).toBeGreaterThan(250);
});

it("the page has a row for each change, and none is broken", () => {
  const named = page.split("\n").flatMap((line) => /^\| `(.*?)` \| /.exec(line)?.[1] ?? []);
  expect(named).toEqual(all.map(({ name }) => name.replaceAll("|", "\\|")));
  expect(page).not.toMatch(/\| (?:broken|machines at once) \|/);
});

const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2_147_483_647);
const some = Array.from({ length: 3 }, (_, at) => all[(seed + at * 9973) % all.length]).filter(
  (edit) => edit !== undefined,
);

describe(`of seed ${seed}`, () => {
  it.each(some)("$name comes to what the page says", async (edit) => {
    // Where it does so on purpose, `npm run changes` writes the page anew; the difference is the review.
    expect(page.split("\n")).toContain(rowOf(edit, await outcomeOf(edit)));
  });
});
