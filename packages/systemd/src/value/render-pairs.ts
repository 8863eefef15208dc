import { quoteForMessage, unprintable } from "../text/character.ts";
import { quoteWord } from "../exec/quote-word.ts";
import { isRaw } from "./raw.ts";
import { shown, type RenderedValue } from "./rendered-value.ts";

/**
 * Assignments from a record or a list: `NAME=value` for the environment, any `key=value` for labels and the
 * like.
 */
export function renderPairs(value: unknown, isName: RegExp, nameRule: string): RenderedValue {
  if (typeof value === "string") return { values: [value] };
  if (typeof value !== "object" || value === null)
    return {
      problems: [{ message: `expected { NAME: "value" } or "NAME=value", not ${shown(value)}` }],
    };
  const problems: { readonly at?: number; readonly message: string }[] = [];
  const values: string[] = [];
  if (Array.isArray(value)) {
    for (const [at, item] of (value as readonly unknown[]).entries()) {
      if (isRaw(item)) values.push(item.raw);
      else if (typeof item === "string") values.push(item === "" ? "" : quoteWord(item));
      else problems.push({ at, message: `expected "NAME=value", not ${shown(item)}` });
    }
  } else {
    for (const [name, text] of Object.entries(value) as [string, unknown][]) {
      if (!isName.test(name)) problems.push({ message: `${quoteForMessage(name)} is no name: ${nameRule}` });
      const bad =
        typeof text === "string" ? unprintable(text.replace(/[\t\n]/g, " ")) : `expected a string, not ${shown(text)}`;
      if (bad !== undefined) problems.push({ message: `${name}: ${bad}` });
      else if (typeof text === "string") values.push(quoteWord(`${name}=${text.replaceAll("%", "%%")}`));
    }
  }
  return problems.length > 0 ? { problems } : { values };
}
