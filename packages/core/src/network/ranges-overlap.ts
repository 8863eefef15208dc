import { overlaps, parseBlock } from "./block.ts";

/**
 * Whether two IPv4 ranges, such as `10.10.0.0/24`, share an address. What is no range shares none.
 *
 * @example
 * ```ts
 * import { rangesOverlap } from "@drydock/core/design";
 *
 * console.log(rangesOverlap("10.10.0.0/16", "10.10.7.0/24")); // true
 * ```
 */
export function rangesOverlap(one: string, other: string): boolean {
  const [first, second] = [one, other].map((range: unknown) =>
    typeof range === "string" ? parseBlock(range) : undefined,
  );
  return first !== undefined && second !== undefined && overlaps(first, second);
}
