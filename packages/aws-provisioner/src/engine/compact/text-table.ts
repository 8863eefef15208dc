import { isUtf8 } from "node:buffer";
import { mark, referenceTo, type SavedText } from "./saved-text.ts";

/** Shorter texts stand where they are. */
const shortest = 120;

/** How many earlier texts with the same beginning one is compared with: the last ones. */
const mostCompared = 4;

/** By how much texts begin alike that are compared. */
const beginning = 32;

interface Kept {
  readonly place: number;
  readonly text: string;
}

/** Large texts, each once. */
export class TextTable {
  readonly texts: SavedText[] = [];
  #references = new Map<string, string>();
  /** Those that are held whole, by what they begin with. */
  #whole = new Map<string, readonly Kept[]>();

  /** One that holds the same, and to which others may be added while this one stays as it is. */
  copy(): TextTable {
    const copy = new TextTable();
    copy.texts.push(...this.texts);
    copy.#references = new Map(this.#references);
    copy.#whole = new Map(this.#whole);
    return copy;
  }

  /** What stands in place of a text: itself where it is short. */
  referenceFor(text: string): string {
    if (text.length < shortest && !text.startsWith(mark)) return text;
    const known = this.#references.get(text);
    if (known !== undefined) return known;
    const reference = referenceTo(this.texts.length);
    this.#references.set(text, reference);
    this.texts.push(this.#saved(text));
    return reference;
  }

  #saved(given: string): SavedText {
    const decoded = fromBase64(given);
    const text = decoded ?? given;
    const base64 = decoded === undefined ? {} : { base64: true as const };
    const key = text.slice(0, beginning);
    const compared = this.#whole.get(key) ?? [];
    const alike = compared.map((one) => ({ like: one.place, ...sharedEnds(one.text, text) }));
    const [most] = alike.toSorted((one, other) => other.head + other.tail - one.head - one.tail);
    if (most !== undefined && (most.head + most.tail) * 2 > text.length)
      return { ...most, text: text.slice(most.head, text.length - most.tail), ...base64 };
    this.#whole.set(key, [{ place: this.texts.length, text }, ...compared].slice(0, mostCompared));
    return decoded === undefined ? text : { text, base64: true };
  }
}

/** How much two texts begin and end with alike, without any part of either counting twice. */
function sharedEnds(one: string, other: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one.charCodeAt(head) === other.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail))
    tail += 1;
  return { head, tail };
}

/** The text for which one in base64 stands; undefined for what is not exactly that. */
function fromBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return isUtf8(bytes) && bytes.toString("base64") === text ? bytes.toString("utf8") : undefined;
}
