import { defineConfig } from "vitest/config";

// Without "module": the SDK offers bundlers files under it that Node itself cannot load.
const conditions = ["@drydock/source", "node"];
const resolve = { conditions, externalConditions: conditions };

// What the edit loop leaves out: whole lives of clusters, what compiles or reads the whole tree, and what runs
// other programs.
const slow =
  process.env["DRYDOCK_FAST"] === "1"
    ? [
        "**/*.real.test.ts",
        "packages/aws-provisioner/src/cluster/**",
        "packages/core/src/documentation.test.ts",
        "tools/**",
        "examples/**",
      ]
    : [];

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    // What was transformed once is not transformed again, in this run or the next, while it stays the same.
    experimental: { fsModuleCache: true },
    reporters: ["default", "./tools/closing-line.ts"],
    // No limit: a slow machine is not a fault. What ends a run that hangs is the limit of the job that runs it.
    testTimeout: 0,
    hookTimeout: 0,
    projects: [
      {
        extends: true,
        test: {
          name: "tests",
          include: ["packages/*/{src,test}/**/*.test.ts", "tools/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...slow],
          // One process loads each module once for all files: no test replaces a module or leaves anything behind.
          isolate: false,
          globalSetup: ["./tools/moto-of-run.ts"],
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
            checker: `${import.meta.dirname}/tools/compile.mjs`,
            include: ["packages/*/src/**/*.test-d.ts"],
            tsconfig: "./tsconfig.test.json",
          },
        },
      },
    ],
  },
});
