import { createRequire } from "node:module";
import { defineConfig } from "tsup";

const require = createRequire(import.meta.url);

/**
 * Loads the SDK's clients by `require`. They are CommonJS, and Node reads such a module twice when it is imported: once to find the
 * names of its exports, which for EC2 alone takes longer than to run it. Here the names are found while building, and those that
 * nothing uses are dropped.
 */
const requireSdk = {
  name: "require-sdk",
  setup(build: { onResolve: Function; onLoad: Function }) {
    build.onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }: { path: string; kind: string }) =>
      kind === "require-call" ? { path, external: true } : { path, namespace: "sdk" },
    );
    build.onLoad({ filter: /.*/, namespace: "sdk" }, ({ path }: { path: string }) => {
      const names = Object.keys(require(path) as object).filter(
        (name) => /^[A-Za-z_]\w*$/.test(name) && name !== "default",
      );
      const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => sdk.${name})();`);
      return {
        contents: [`const sdk = require(${JSON.stringify(path)});`, ...exported].join("\n"),
        loader: "js",
        resolveDir: import.meta.dirname,
      };
    });
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
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
