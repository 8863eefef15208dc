import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageBuild } from "../../tools/package-build.ts";

const zod = dirname(createRequire(import.meta.url).resolve("zod/package.json"));

export default packageBuild({
  entry: ["src/index.ts", "src/design-index.ts"],
  // Loading zod's some eighty files took longer than running all of this package; what is used of it is a tenth.
  // No schema leaves the package, so that a second copy in a program meets nobody.
  noExternal: ["zod"],
  // What is bundled is published with its licence.
  async onSuccess() {
    copyFileSync(join(zod, "LICENSE"), join(import.meta.dirname, "dist", "zod.LICENSE"));
  },
});
