import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { embedNodeScripts } from "../../tools/node-scripts-module.ts";

it("the scripts that nodes get are those of node-scripts/", () => {
  const folder = new URL("../../node-scripts/", import.meta.url);
  const sources = readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
  const generated = readFileSync(new URL("./scripts.gen.ts", import.meta.url), "utf8");
  expect(embedNodeScripts(sources), "run: npx tsx packages/core/tools/embed-node-scripts.ts").toBe(generated);
});
