import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pageOf } from "./page.ts";

writeFileSync(join(import.meta.dirname, "..", "..", "docs", "waiting.md"), pageOf());
