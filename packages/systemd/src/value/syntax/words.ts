import { splitWords } from "../../exec/quote-word.ts";
import { quoteForMessage } from "../../text/character.ts";
import { isBoolean } from "./boolean.ts";
import type { CheckValue } from "./check-value.ts";

/** Splits a value into words and asks about each; a word with a specifier is known only at run time. */
export function eachWord(check: (word: string, key: string) => string | undefined): CheckValue {
  return (value, key) => {
    const split = splitWords(value);
    if ("problem" in split) return split.problem;
    for (const { text } of split.words) {
      const problem = /%[A-Za-z%]/.test(text) ? undefined : check(text, key);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** A boolean, or words of a known set, all of them negated by a leading `~`. */
export function booleanOrWords(known: ReadonlySet<string>, what: string): CheckValue {
  const words = eachWord((word) =>
    known.has(word) ? undefined : `names ${quoteForMessage(word)}, which is no ${what}: ${[...known].join(", ")}`,
  );
  return (value, key) => (isBoolean(value) ? undefined : words(value.replace(/^~/, ""), key));
}
