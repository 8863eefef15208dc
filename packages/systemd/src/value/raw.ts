import { text as textShape, valueLike } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
/** Text taken as it stands, in systemd's own syntax: specifiers, variables and quotes keep their meaning. */
export interface Raw {
  readonly raw: string;
}

const template = valueLike<string>(
  (value) => typeof value === "object" && value !== null && "raw" in value && Array.isArray(value.raw),
  "a text, or what stands in a template",
);

/**
 * Marks text as systemd syntax that is not to be escaped: `raw("%i")`, `` raw`${"$"}{HOME}/x` ``. Line breaks
 * and control characters stay refused.
 *
 * @example
 * ```ts
 * import { exec, raw } from "@drydock/systemd";
 *
 * console.log(exec("/bin/echo", raw("%i"), "%i").exec); // /bin/echo %i %%i
 * ```
 */
export function raw(text: string | TemplateStringsArray, ...values: readonly string[]): Raw {
  if (typeof text === "string") return { raw: text };
  checkOptions("raw", template, text);
  return { raw: String.raw({ raw: text.raw }, ...values) };
}

/** True for what `raw` returns. */
export function isRaw(value: unknown): value is Raw {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, "raw") &&
    typeof Reflect.get(value, "raw") === "string"
  );
}

/**
 * Literal text for a setting that expands specifiers: every `%` doubled.
 *
 * @example
 * ```ts
 * import { literal } from "@drydock/systemd";
 *
 * console.log(literal("keeps 100% of the keys")); // keeps 100%% of the keys
 * ```
 */
export function literal(text: string): string {
  checkOptions("literal", textShape, text);
  return text.replaceAll("%", "%%");
}
