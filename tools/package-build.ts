import { defineConfig, type Options } from "tsup";

/**
 * How a package is built for publication: each entry one ES module for Node 20 with its source map. Types come
 * from `tsc -b`, which writes into the same folder, so that nothing is cleared away first.
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
    ...own,
  });
}
