import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/design-index.ts"],
  format: "esm",
  target: "node20",
  dts: false,
  sourcemap: true,
  clean: false,
});
