import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig, type Options } from "tsup";

/**
 * How a package is built for publication: each entry one ES module for Node 20 with its source map. Types
 * come from `tsc -b`, which writes into the same folder, so that nothing is cleared away first.
 *
 * @param own What a package has for itself; its entries, where there are more than the index.
 */
export function packageBuild(own: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: ["src/index.ts"],
    format: "esm",
    target: "node20",
    dts: false,
    sourcemap: true,
    clean: false,
    // Most of what an import costs is compiling, which goes by the length of the text; the source map has the
    // rest.
    esbuildOptions(options) {
      options.minifyWhitespace = true;
      options.minifySyntax = true;
    },
    ...own,
  });
}

/**
 * Options of a package that carries what it uses of zod in its own file. Loading zod's some eighty files
 * takes longer than running all of such a package. No schema leaves one, so that a second copy in a program
 * meets nobody.
 *
 * @param folder Of the package. What is bundled is published with its licence.
 */
export function withZod(folder: string): Options {
  const zod = dirname(createRequire(join(folder, "package.json")).resolve("zod/package.json"));
  return {
    noExternal: ["zod"],
    async onSuccess() {
      copyFileSync(join(zod, "LICENSE"), join(folder, "dist", "zod.LICENSE"));
    },
  };
}
