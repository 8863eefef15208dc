import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig } from "tsup";

const zod = dirname(createRequire(import.meta.url).resolve("zod/package.json"));

export default defineConfig({
  entry: ["src/index.ts", "src/design-index.ts"],
  format: "esm",
  target: "node20",
  dts: false,
  sourcemap: true,
  clean: false,
  // Loading zod's some eighty files took longer than running all of this package; what is used of it is a tenth.
  // No schema leaves the package, so that a second copy in a program meets nobody.
  noExternal: ["zod"],
  // What is bundled is published with its licence.
  async onSuccess() {
    copyFileSync(join(zod, "LICENSE"), join(import.meta.dirname, "dist", "zod.LICENSE"));
  },
});
