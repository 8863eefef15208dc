// Long because it is one reader: what stands where, from the first character to the last.
import { limits } from "./limits.ts";

/** Why a text cannot be taken for what it seems to say, and where: an offset in UTF-16 units. */
export interface JsonFault {
  readonly offset: number;
  readonly message: string;
}

/** A list or an object that is not closed yet, and where in it the reader is. */
interface Frame {
  readonly isList: boolean;
  readonly names: Set<string>;
  at: string | number;
}

/**
 * Everything for which a text is no JSON, or is some that no two readers need to read alike: a name twice in
 * one object (`JSON.parse` drops the first), a number that comes out as another, `__proto__`. After a fault
 * of the syntax nothing more is looked at. Nothing is kept of the values, so that what is far too much of
 * them is known before it takes memory.
 */
export function jsonFaults(text: string): JsonFault[] {
  const faults: JsonFault[] = [];
  const open: Frame[] = [];
  let at = 0;
  let values = 0;
  let special = -1;

  try {
    document();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    faults.push(error.fault);
  }
  return faults;

  function document(): void {
    for (;;) {
      space();
      if (!value()) {
        const frame = open.at(-1);
        if (frame !== undefined && !frame.isList) name(frame);
        continue;
      }
      if (!follows()) return;
    }
  }

  /** Reads a value; false where it is a list or an object of which the first entry comes next. */
  function value(): boolean {
    if (++values > limits.values) fail(`it holds more than ${limits.values} values`);
    const first = text[at];
    switch (first) {
      case "{":
      case "[":
        return begin(first === "[");
      case '"':
        string();
        return true;
      case "t":
      case "f":
      case "n":
        word(first === "t" ? "true" : first === "f" ? "false" : "null");
        return true;
      default:
        number();
        return true;
    }
  }

  /** True where it is closed at once. */
  function begin(isList: boolean): boolean {
    if (open.length >= limits.depth) fail(`lists and objects stand more than ${limits.depth} deep in each other`);
    at += 1;
    space();
    if (text[at] === (isList ? "]" : "}")) {
      at += 1;
      return true;
    }
    open.push({ isList, names: new Set(), at: 0 });
    return false;
  }

  /** Goes on to the next value, out of everything that is closed; false at the end of the text. */
  function follows(): boolean {
    for (;;) {
      space();
      const frame = open.at(-1);
      if (frame === undefined) {
        if (at < text.length) fail(`${here()} stands after its end`);
        return false;
      }
      if (text[at] === ",") {
        at += 1;
        space();
        if (frame.isList) frame.at = Number(frame.at) + 1;
        else name(frame);
        return true;
      }
      if (text[at] !== (frame.isList ? "]" : "}")) unexpected(frame.isList ? "a comma or ]" : "a comma or }");
      at += 1;
      open.pop();
    }
  }

  function name(frame: Frame): void {
    const start = at;
    if (text[at] !== '"') unexpected("a name in quotation marks");
    const key = string() ? (JSON.parse(text.slice(start, at)) as string) : text.slice(start + 1, at - 1);
    if (frame.names.has(key)) told(start, `${JSON.stringify(key)} is there twice${within()}`);
    if (key === "__proto__") told(start, `"__proto__" is no name of a field${within()}`);
    frame.names.add(key);
    frame.at = key;
    space();
    if (text[at] !== ":") unexpected("a colon");
    at += 1;
  }

  /** Whether there are escapes in it. */
  function string(): boolean {
    const end = text.indexOf('"', at + 1);
    if (special < at) special = nextSpecial();
    if (end !== -1 && end < special) {
      at = end + 1;
      return false;
    }
    let escapes = false;
    for (at += 1; text[at] !== '"'; at++) {
      if (text[at] === "\\") {
        escapes = true;
        escape();
      } else if (!(text.charCodeAt(at) >= 0x20)) {
        unexpected("the rest of a text, or a quotation mark,");
      }
    }
    at += 1;
    return escapes;
  }

  /** Where the next character stands that is not itself in a text. */
  function nextSpecial(): number {
    const search = /[\\\p{Cc}]/gu;
    search.lastIndex = at;
    return search.exec(text)?.index ?? text.length;
  }

  function escape(): void {
    at += 1;
    const letter = text[at] ?? "";
    if (letter === "" || !'"\\/bfnrtu'.includes(letter)) unexpected('one of "\\/bfnrtu');
    if (letter !== "u") return;
    for (const end = at + 4; at < end;) {
      at += 1;
      if (!/^[0-9a-fA-F]$/.test(text[at] ?? "")) unexpected("a hexadecimal digit");
    }
  }

  function word(expected: string): void {
    for (const letter of expected) {
      if (text[at] !== letter) unexpected(expected);
      at += 1;
    }
  }

  function number(): void {
    const start = at;
    if (text[at] === "-") at += 1;
    if (text[at] === "0") at += 1;
    else digits(at === start ? "a value" : "a digit");
    const whole = at;
    if (text[at] === ".") {
      at += 1;
      digits("a digit");
    }
    if (text[at] === "e" || text[at] === "E") {
      at += 1;
      if (text[at] === "+" || text[at] === "-") at += 1;
      digits("a digit");
    }
    const meant = Number(text.slice(start, at));
    const isKept = at === whole ? Number.isSafeInteger(meant) : Number.isFinite(meant);
    if (!isKept) told(start, `the number ${text.slice(start, at).slice(0, 40)} is out of range`);
  }

  function digits(expected: string): void {
    if (!isDigit(text.charCodeAt(at))) unexpected(expected);
    while (isDigit(text.charCodeAt(at))) at += 1;
  }

  function space(): void {
    while (isSpace(text.charCodeAt(at))) at += 1;
  }

  function here(): string {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return JSON.stringify(character);
    return `the character U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
  }

  function within(): string {
    const path = open.slice(0, -1).map((frame) => frame.at);
    return path.length === 0 ? "" : `, in ${path.join(".")}`;
  }

  function told(offset: number, message: string): void {
    if (faults.length < limits.problems) faults.push({ offset, message });
  }

  function unexpected(expected: string): never {
    fail(at < text.length ? `${here()} stands where ${expected} must be` : "it ends in the middle");
  }

  function fail(message: string): never {
    throw new Broken({ offset: at, message });
  }
}

/** Ends the reading from wherever it is. */
class Broken extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
