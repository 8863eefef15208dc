import { defineConfig } from "vitest/config";

// Without "module": the SDK offers bundlers files under it that Node itself cannot load.
const conditions = ["@drydock/source", "node"];
const resolve = { conditions, externalConditions: conditions };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    reporters: ["default", "./tools/closing-line.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/{src,test}/**/*.test.ts", "tools/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: ["**/*.real.test.ts", "**/node_modules/**"],
          testTimeout: 60_000,
          env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["packages/*/src/**/*.test-d.ts"],
            tsconfig: "./tsconfig.test.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["packages/*/test/**/*.real.test.ts", "examples/**/*.real.test.ts", "tools/**/*.real.test.ts"],
          env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
