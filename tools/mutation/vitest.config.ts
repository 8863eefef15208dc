import { defineConfig } from "vitest/config";
import { neverRun } from "./areas.ts";

const conditions = ["@drydock/source", "node"];
const resolve = { conditions, externalConditions: conditions };

/** The tests that a run of Stryker names, in the one project that it can drive. */
export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    include: JSON.parse(process.env["DRYDOCK_MUTATION_TESTS"] ?? "[]") as string[],
    exclude: [...neverRun],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 0,
    hookTimeout: 0,
  },
});
