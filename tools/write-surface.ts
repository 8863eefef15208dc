import { writeFileSync } from "node:fs";
import { surfaceFile, surfaces } from "./surface.ts";

// npm run surface
for (const [name, page] of await surfaces()) writeFileSync(surfaceFile(name), page);
