import { createRequire } from "node:module";
import type * as Yaml from "yaml";

const load = createRequire(import.meta.url);

/**
 * The library that reads YAML, loaded when a text is first read: its seventy files take longer to load than the
 * rest of this package, and what only renders, as a cluster's nodes are, reads nothing.
 */
export function yaml(): typeof Yaml {
  return load("yaml") as typeof Yaml;
}
