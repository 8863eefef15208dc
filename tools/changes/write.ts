import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { edits } from "./edits.ts";
import { outcomeOf } from "./outcome.ts";
import { pageOf, rowOf } from "./table.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Tries every change and writes the page; ends with 1 where one is broken. */
const rows: string[] = [];
for (const edit of edits()) {
  const outcome = await outcomeOf(edit);
  rows.push(rowOf(edit, outcome));
  if (outcome.way !== "broken") continue;
  console.error(rows.at(-1));
  process.exitCode = 1;
}
writeFileSync(join(import.meta.dirname, "..", "..", "docs", "changes.md"), pageOf(rows));
console.log(`${rows.length} changes tried`);
