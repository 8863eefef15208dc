import { textOf } from "./text-of.ts";

/** How many characters of a text are shown. */
const longest = 60;

/**
 * Any value as a message names it, in a few words and never with an error of its own: a text in quotation
 * marks, cut where it is long; what else has no short text by its kind.
 *
 * @example
 * ```ts
 * import { shown } from "@drydock/systemd/ground";
 *
 * console.log(shown("a.service"), shown(5n), shown({ name: "a" })); // "a.service" 5n an object
 * ```
 */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    return value.length > longest ? `${JSON.stringify(value.slice(0, longest))} and so on` : JSON.stringify(value);
  }
  if (typeof value === "bigint") return `${value}n`.slice(0, longest);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return textOf(value);
}
