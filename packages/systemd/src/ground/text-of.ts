/**
 * A value as text, whatever it is: objects without a way to be one are `[object Object]` too.
 *
 * @example
 * ```ts
 * import { textOf } from "@drydock/systemd/ground";
 *
 * console.log(textOf(Object.create(null))); // [object Object]
 * ```
 */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "[object Object]";
  }
}
