import type { Struct } from "./schema.ts";

/**
 * Whether objects of that kind are references to bytes; in spec 3.0 those of configs and authorities had
 * names of their own.
 */
export function isResource({ name }: Struct): boolean {
  return name === "Resource" || name === "ConfigReference" || name === "AuthorityReference";
}
