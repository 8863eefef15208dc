import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { embedNodeScripts } from "./node-scripts-module.ts";

/**
 * Writes `src/node/scripts.gen.ts` from the shell files of `node-scripts/`: `npx tsx
 * packages/core/tools/embed-node-scripts.ts`.
 */
const folder = new URL("../node-scripts/", import.meta.url);
const sources = readdirSync(folder)
  .toSorted()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
writeFileSync(new URL("../src/node/scripts.gen.ts", import.meta.url), embedNodeScripts(sources));
