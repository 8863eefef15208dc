import { goQuote, goTrimSpace, isGoSpace } from "../ground/go-text.ts";
import type { ParsedSections, Position } from "./parsed-unit.ts";
import { collectSections } from "./section-collector.ts";

/**
 * The release of go-systemd whose error texts are wanted; they differ in one: how garbage after a section
 * name is shown.
 */
export type GoSystemdRelease = "22.0" | "22.7";

const lineMax = 2048;
const bufferSize = 4096;
const lineBreak = /[\r\n]/g;

/**
 * The window of a Go `bufio.Reader` over the text, which go-systemd's line check looks through: whether a
 * long line is noticed depends on how much is buffered. Offsets are bytes; `text` has one character a byte.
 */
class ByteWindow {
  at = 0;
  #end = 0;
  #nextBreak = -1;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** True when 2,048 bytes are buffered and none of them breaks the line. */
  lineTooLong(): boolean {
    if (this.#end - this.at < lineMax) return false;
    if (this.#nextBreak < this.at) {
      lineBreak.lastIndex = this.at;
      this.#nextBreak = lineBreak.exec(this.#text)?.index ?? this.#text.length;
    }
    return this.#nextBreak - this.at >= lineMax;
  }

  /** Reads one UTF-8 character (as its bytes); empty at the end. */
  readCharacter(): string {
    const code = this.#text.charCodeAt(this.at);
    const length = code < 0x80 ? 1 : code < 0xe0 ? 2 : code < 0xf0 ? 3 : 4;
    // bufio refills only when the buffered bytes do not hold a whole character.
    if (this.#end - this.at < length) this.#fill();
    const character = this.#text.slice(this.at, this.at + length);
    this.at += character.length;
    return character;
  }

  /** Reads up to and including a delimiter, or to the end. */
  readThrough(delimiter: string): string {
    const from = this.at;
    const found = this.#text.indexOf(delimiter, from);
    const stop = found < 0 ? this.#text.length : found + 1;
    while (this.#end < stop) {
      if (this.#end - this.at >= bufferSize) this.at = this.#end;
      this.#fill();
    }
    this.at = stop;
    return this.#text.slice(from, stop);
  }

  get done(): boolean {
    return this.at >= this.#text.length;
  }

  #fill(): void {
    this.#end = Math.min(this.#text.length, this.at + bufferSize);
  }
}

/** Turns byte offsets, asked for in ascending order, into positions. */
function positions(bytes: string, decode: (bytes: string) => string): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let next = bytes.indexOf("\n");
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      lineStart = next + 1;
      next = bytes.indexOf("\n", lineStart);
    }
    return { line, column: decode(bytes.slice(lineStart, offset)).length + 1 };
  };
}

function stripBreak(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line.endsWith("\r") ? line.slice(0, -1) : line;
}

function latin1Decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
function asIs(text: string): string {
  return text;
}

function showGarbage(garbage: string, bytes: string, release: GoSystemdRelease): string {
  if (release === "22.7") return goQuote(garbage);
  return `[${[...Buffer.from(bytes, "latin1")].join(" ")}]`;
}

/**
 * Reads a unit as go-systemd does, which Ignition and Butane validate with: the same settings, the same
 * refusals in the same words, at the same long lines. A value keeps its continuations, backslash and line
 * break, as that parser does. Stops at the first error.
 */
export function parseGoSystemd(source: string, release: GoSystemdRelease = "22.7"): ParsedSections {
  const out = collectSections();
  // oxlint-disable-next-line no-control-regex -- the question is whether the text is ASCII
  const ascii = !/[^\u0000-\u007f]/.test(source);
  const bytes = ascii ? source : Buffer.from(source, "utf8").toString("latin1");
  const decode = ascii ? asIs : latin1Decode;
  const window = new ByteWindow(bytes);
  const positionOf = positions(bytes, decode);
  const fail = (message: string, at: number): ParsedSections => {
    out.report("error", message, "go-systemd", positionOf(at));
    return out.result();
  };
  const tooLong = (): ParsedSections => fail(`line too long (max ${lineMax} bytes)`, window.at);
  const skipComment = (): void => {
    for (;;) {
      let line = stripBreak(window.readThrough("\n"));
      if (line.endsWith(" ")) line = line.slice(0, -1);
      if (!line.endsWith("\\")) return;
    }
  };
  let inSection = false;
  for (;;) {
    if (window.lineTooLong()) return tooLong();
    if (window.done) return out.result();
    const start = window.at;
    const character = window.readCharacter();
    if (character === "[") {
      if (window.lineTooLong()) return tooLong();
      const header = window.readThrough("]");
      if (!header.endsWith("]")) return fail("unable to find end of section", start);
      if (window.lineTooLong()) return tooLong();
      const garbageAt = window.at;
      const rest = decode(stripBreak(window.readThrough("\n")));
      const garbage = goTrimSpace(rest);
      if (garbage !== "") {
        const shown = showGarbage(garbage, ascii ? garbage : Buffer.from(garbage, "utf8").toString("latin1"), release);
        return fail(`found garbage after section name : ${shown}`, garbageAt);
      }
      inSection = true;
      out.open(decode(header.slice(0, -1)), positionOf(start));
      continue;
    }
    if (character === "#" || character === ";") {
      if (window.lineTooLong()) return tooLong();
      skipComment();
      continue;
    }
    if (!inSection || isGoSpace(decode(character))) continue;
    window.at = start;
    if (window.lineTooLong()) return tooLong();
    const nameEnd = readName(window);
    if (nameEnd === "eof") return fail("EOF", start);
    if (nameEnd === "newline") return fail("unexpected newline encountered while parsing option name", start);
    const name = goTrimSpace(decode(bytes.slice(start, window.at - 1)));
    const keyAt = positionOf(start);
    const valueAt = positionOf(window.at);
    let value = "";
    for (;;) {
      if (window.lineTooLong()) return tooLong();
      const read = window.readThrough("\n");
      const line = stripBreak(read);
      if (goTrimSpace(decode(line)) === "") break;
      value += line;
      if (!line.endsWith("\\")) break;
      if (read.endsWith("\n")) value += "\n";
    }
    const text = decode(value);
    out.add(name, text.endsWith("\n") ? `${goTrimSpace(text)}\n` : goTrimSpace(text), keyAt, valueAt);
  }
}

/** Reads to the `=` that ends an option name. */
function readName(window: ByteWindow): "equals" | "newline" | "eof" {
  for (;;) {
    const character = window.readCharacter();
    if (character === "") return "eof";
    if (character === "=") return "equals";
    if (character === "\n" || character === "\r") return "newline";
  }
}
