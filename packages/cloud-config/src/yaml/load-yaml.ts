import type * as Yaml from "yaml";

/**
 * The library that reads YAML, loaded when a text is first read: its seventy files take longer to load than the
 * rest of this package, and what only renders, as a cluster's nodes are, reads nothing.
 */
export function yaml(): typeof Yaml {
  const load = process.getBuiltinModule("node:module").createRequire(import.meta.url);
  return load("yaml") as typeof Yaml;
}
