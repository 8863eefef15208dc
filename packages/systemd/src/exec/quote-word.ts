import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
/** True when a word can stand unquoted in a list of words. */
const bare = /^[^\s"'\\]+$/;

/**
 * Quotes one item of a whitespace-separated list (an environment assignment, a path) when it needs it;
 * backslashes and quotes are escaped, specifiers stay.
 */
export function quoteWord(word: string): string {
  if (bare.test(word)) return word;
  return `"${word.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r")}"`;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
  s: " ",
};

/**
 * Reads one backslash escape at `at` (just after the backslash): the bytes it stands for and its length;
 * undefined when systemd knows no such escape.
 */
function readEscape(
  text: string,
  at: number,
): { readonly value: string | number; readonly length: number } | undefined {
  const simple = simpleEscapes[text.charAt(at)];
  if (simple !== undefined) return { value: simple, length: 1 };
  const rest = text.slice(at, at + 9);
  const byte = /^x([0-9a-fA-F]{2})/.exec(rest)?.[1] ?? undefined;
  const octal = /^([0-3][0-7]{2})/.exec(rest)?.[1] ?? undefined;
  const point = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest);
  if (byte !== undefined) return byte === "00" ? undefined : { value: Number.parseInt(byte, 16), length: 3 };
  if (octal !== undefined) return octal === "000" ? undefined : { value: Number.parseInt(octal, 8), length: 3 };
  const code = Number.parseInt(point?.[1] ?? point?.[2] ?? "", 16);
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { value: String.fromCodePoint(code), length: point?.[1] === undefined ? 9 : 5 };
}

/** A word as the program gets it, and as it was written. */
export interface Word {
  readonly text: string;
  readonly written: string;
}

/** The result of splitting a value into words: the words, or why it cannot be split. */
export type SplitWords = { readonly words: readonly Word[] } | { readonly problem: string };

/**
 * Splits a value as systemd does: blanks separate, single or double quotes keep together, backslash escapes
 * are undone. Specifiers and variables stay as written.
 *
 * @example
 * ```ts
 * import { splitWords } from "@drydock/systemd";
 *
 * const split = splitWords("a 'b c'");
 * console.log("words" in split && split.words.map(({ text }) => text)); // [ 'a', 'b c' ]
 * ```
 */
export function splitWords(value: string): SplitWords {
  checkOptions("splitWords", text, value);
  const words: Word[] = [];
  let from = 0;
  let bytes: number[] = [];
  let word = "";
  let started = false;
  let quote = "";
  let opened = 0;
  const flush = (): void => {
    if (bytes.length === 0) return;
    word += Buffer.from(bytes).toString("utf8");
    bytes = [];
  };
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === "\\") {
      started = true;
      const escape = readEscape(value, at + 1);
      if (escape === undefined) {
        if (at + 1 >= value.length) return { problem: "a backslash stands at the end" };
        flush();
        word += character;
        continue;
      }
      if (typeof escape.value === "number") bytes.push(escape.value);
      else {
        flush();
        word += escape.value;
      }
      at += escape.length;
      continue;
    }
    flush();
    if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      opened = at;
      started = true;
    } else if (character === " " || character === "\t" || character === "\n" || character === "\r") {
      if (started) words.push({ text: word, written: value.slice(from, at) });
      word = "";
      started = false;
      from = at + 1;
    } else {
      word += character;
      started = true;
    }
  }
  flush();
  if (quote !== "") return { problem: `the quote ${quote} opened at offset ${opened} is never closed` };
  if (started) words.push({ text: word, written: value.slice(from) });
  return { words };
}
