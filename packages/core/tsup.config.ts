import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/design-index.ts"],
  format: "esm",
  target: "node20",
  dts: false,
  sourcemap: true,
  clean: false,
  // Loading zod's some eighty files took longer than running all of this package; what is used of it is a
  // tenth. No schema
  // leaves the package, so that a second copy in a program meets nobody. Its licence lies in licenses/.
  noExternal: ["zod"],
});
