import { splitWords } from "../../exec/quote-word.ts";
import { quoteForMessage } from "../../text/character.ts";
import { isBoolean } from "./boolean.ts";
import type { CheckValue } from "../check-value.ts";

/** Splits a value into words and asks about each; a word with a specifier is known only at run time. */
export function eachWord(check: CheckValue): CheckValue {
  return (value, key) => {
    const split = splitWords(value);
    if ("problem" in split) return { message: `cannot be split into words: ${split.problem}` };
    for (const { text } of split.words) {
      const problem = /%[A-Za-z%]/.test(text) ? undefined : check(text, key);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** Words of the form `NAME=value` or `key=value`. */
export function assignments(form: RegExp, shown: string): CheckValue {
  return eachWord((word) =>
    form.test(word)
      ? undefined
      : { message: `holds ${quoteForMessage(word)}, which is no ${shown}`, remedy: "Quote a value that has blanks." },
  );
}

/** A boolean, or words of a known set, all of them negated by a leading `~`. */
export function booleanOrWords(known: ReadonlySet<string>, what: string): CheckValue {
  const remedy = `Choose from ${[...known].join(", ")}.`;
  const words = eachWord((word) =>
    known.has(word) ? undefined : { message: `names ${quoteForMessage(word)}, which is no ${what}`, remedy },
  );
  return (value, key) => (isBoolean(value) ? undefined : words(value.replace(/^~/, ""), key));
}
