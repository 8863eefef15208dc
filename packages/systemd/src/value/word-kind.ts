import { nearest } from "../ground/nearest.ts";
import type { Problem } from "../text/problem.ts";
import { one, type Kind } from "./kind.ts";
import { isBoolean } from "./syntax/boolean.ts";
import { parseInteger } from "./syntax/integer.ts";

/** What else a choice knows of its words and takes beside them. */
interface ChoiceOptions {
  /** The systemd release that a word came with, where that is later than the setting's own. */
  readonly since?: Readonly<Record<string, number>>;
  /** Text may also be a whole number from 0 to this. */
  readonly highest?: number;
  /** Text may also be a boolean. */
  readonly booleans?: true;
}

/** One word of a list. */
export function choice<const Word extends string>(words: readonly Word[], options: ChoiceOptions = {}): Kind<Word> {
  const { since = {}, highest = -1, booleans } = options;
  const known: readonly string[] = words;
  const print = (item: unknown): string | undefined =>
    typeof item === "string" && known.includes(item) ? item : undefined;
  const check = (value: string): Problem | undefined => {
    if (known.includes(value) || (booleans === true && isBoolean(value))) return undefined;
    const number = parseInteger(value) ?? -1;
    return number >= 0 && number <= highest ? undefined : noneOf(words, value, "is not one of");
  };
  return { ...one<Word>(`one of ${words.join(", ")}`, print, check), words, since };
}

/** True, false, or one word of a list: `ProtectSystem=full`. */
export function booleanOr<const Word extends string>(
  words: readonly Word[],
  since: Readonly<Record<string, number>> = {},
): Kind<boolean | Word> {
  const known: readonly string[] = words;
  const print = (item: unknown): string | undefined =>
    item === true ? "yes" : item === false ? "no" : known.find((word) => word === item);
  const check = (value: string): Problem | undefined =>
    known.includes(value.split(":", 1)[0] ?? "") || isBoolean(value)
      ? undefined
      : noneOf(words, value, "is no boolean nor one of");
  return { ...one<boolean | Word>(`true, false, or one of ${words.join(", ")}`, print, check), words, since };
}

function noneOf(words: readonly string[], value: string, is: string): Problem {
  const near = nearest(value, words);
  const message = `${is} ${words.join(", ")}`;
  return near === undefined ? { message } : { message, remedy: `Did you mean ${near}?` };
}
