import type * as Yaml from "yaml";

let library: typeof Yaml | undefined;

/**
 * The library that reads YAML, loaded when a text is first read: its seventy files take longer to load than
 * the rest of this package, and what only renders, as a cluster's nodes are, reads nothing.
 */
export function yaml(): typeof Yaml {
  return (library ??= process.getBuiltinModule("node:module").createRequire(import.meta.url)("yaml") as typeof Yaml);
}
