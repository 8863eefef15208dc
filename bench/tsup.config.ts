import { defineConfig } from "tsup";

// As a program that uses the published packages: they are imported, not bundled.
export default defineConfig({
  entry: ["reference.ts"],
  format: "esm",
  target: "node20",
  dts: false,
  clean: true,
});
