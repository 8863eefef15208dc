import { defineConfig } from "tsup";

/**
 * Loads the SDK's clients by `require`. They are CommonJS, and Node reads such a module twice when it is imported: once to find the
 * names of its exports, which for EC2 alone takes longer than to run it.
 */
const requireSdk = {
  name: "require-sdk",
  setup(build: { onResolve: Function; onLoad: Function }) {
    build.onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }: { path: string; kind: string }) =>
      kind === "require-call" ? { path, external: true } : { path, namespace: "sdk" },
    );
    build.onLoad({ filter: /.*/, namespace: "sdk" }, ({ path }: { path: string }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: "js",
      resolveDir: import.meta.dirname,
    }));
  },
};

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  target: "node20",
  dts: false,
  sourcemap: true,
  clean: false,
  // Handed to the plugin, which leaves them external.
  noExternal: [/^@aws-sdk\/client-/],
  esbuildPlugins: [requireSdk],
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
});
