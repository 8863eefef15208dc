import { problemOfArgument, quoteArgument } from "../exec/exec.ts";
import { isRaw } from "./raw.ts";
import { shown, type RenderedValue } from "./rendered-value.ts";

/** One assignment from a list of arguments, each quoted as it has to be; text is one line already written. */
export function renderArguments(value: unknown): RenderedValue {
  if (typeof value === "string") return { values: [value] };
  if (!Array.isArray(value))
    return {
      problems: [{ message: `expected a list of arguments, or one line, not ${shown(value)}` }],
    };
  const items: readonly unknown[] = value;
  const problems: { readonly at?: number; readonly message: string }[] = [];
  const words: string[] = [];
  for (const [at, item] of items.entries()) {
    const bad =
      typeof item === "string"
        ? problemOfArgument(item)
        : isRaw(item)
          ? undefined
          : `expected a string or raw(…), not ${shown(item)}`;
    if (bad !== undefined) problems.push({ at, message: bad });
    else if (typeof item === "string" || isRaw(item)) words.push(quoteArgument(item, true));
  }
  return problems.length > 0 ? { problems } : { values: [words.join(" ")] };
}
