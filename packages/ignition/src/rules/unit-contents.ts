import { quoteGo } from "../go-quote.ts";

/** What Ignition sees in a unit: its problem, or whether an option stands in an [Install] section. */
export interface UnitReading {
  /** In the words of go-systemd, without Ignition's prefix. */
  readonly problem?: string;
  readonly hasOptions: boolean;
  readonly hasInstall: boolean;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;
const longestLine = 2048;
const bufferSize = 4096;
const space = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
const outerSpace =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/**
 * Reads a unit as go-systemd does, the buffer of its reader included: a line of 2048 bytes is refused only when that much
 * of it happens to be buffered where the reader looks. `printGarbage` is how that version of go-systemd shows stray text.
 */
export function readUnit(contents: string, printGarbage: (text: string) => string = quoteGo): UnitReading {
  try {
    return new UnitReader(Buffer.from(contents), printGarbage).read();
  } catch (error) {
    if (error instanceof UnitProblem) return { problem: error.message, hasOptions: false, hasInstall: false };
    throw error;
  }
}

/** How go-systemd 22.0, of Ignition 2.14, shows stray text: as the numbers of its bytes. */
export function printBytes(text: string): string {
  return `[${[...Buffer.from(text)].join(" ")}]`;
}

class UnitProblem extends Error {}

class UnitReader {
  readonly #bytes: Buffer;
  readonly #printGarbage: (text: string) => string;
  #at = 0;
  #buffered = 0;
  #nextBreak = -1;

  constructor(bytes: Buffer, printGarbage: (text: string) => string) {
    this.#bytes = bytes;
    this.#printGarbage = printGarbage;
  }

  read(): UnitReading {
    let section: string | undefined;
    let hasOptions = false;
    let hasInstall = false;
    for (;;) {
      this.#checkLine();
      const rune = this.#peekRune();
      if (rune === "") return { hasOptions, hasInstall };
      if (rune === "[") {
        this.#at += 1;
        section = this.#section();
      } else if (rune === "#" || rune === ";") {
        this.#at += 1;
        this.#checkLine();
        this.#skipComment();
      } else if (section === undefined || space.test(rune)) {
        this.#at += Buffer.byteLength(rune);
      } else {
        this.#option();
        hasOptions = true;
        hasInstall ||= section === "Install";
      }
    }
  }

  #section(): string {
    this.#checkLine();
    const start = this.#at;
    const end = this.#bytes.indexOf(0x5d, start);
    if (end === -1) throw new UnitProblem("unable to find end of section");
    this.#readPast(end);
    this.#checkLine();
    const garbage = this.#line().toString().replace(outerSpace, "");
    if (garbage !== "") throw new UnitProblem(`found garbage after section name : ${this.#printGarbage(garbage)}`);
    return this.#bytes.toString("utf8", start, end);
  }

  #option(): void {
    this.#checkLine();
    for (;;) {
      const rune = this.#peekRune();
      if (rune === "") throw new UnitProblem("EOF");
      if (rune === "\n" || rune === "\r") throw new UnitProblem("unexpected newline encountered while parsing option name");
      this.#at += Buffer.byteLength(rune);
      if (rune === "=") break;
    }
    for (;;) {
      this.#checkLine();
      const line = this.#line();
      if (line.at(-1) !== backslash) return;
    }
  }

  #skipComment(): void {
    for (;;) {
      const line = this.#line();
      const end = line.at(-1) === 0x20 ? line.at(-2) : line.at(-1);
      if (end !== backslash) return;
    }
  }

  /** The rest of the line, empty at the end of the text. */
  #line(): Buffer {
    const start = this.#at;
    const end = this.#bytes.indexOf(newline, start);
    if (end === -1) {
      this.#at = this.#bytes.length;
      this.#buffered = this.#at;
      const line = this.#bytes.subarray(start);
      return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
    }
    this.#readPast(end);
    return this.#bytes.subarray(start, end);
  }

  #peekRune(): string {
    if (this.#at >= this.#buffered) this.#fill();
    const lead = this.#bytes[this.#at];
    if (lead === undefined) return "";
    if (lead < 0x80) return String.fromCharCode(lead);
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (this.#at + length > this.#buffered) this.#fill();
    return this.#bytes.toString("utf8", this.#at, this.#at + length);
  }

  #readPast(end: number): void {
    while (end >= this.#buffered) {
      if (this.#buffered - this.#at >= bufferSize) this.#at = this.#buffered;
      this.#fill();
    }
    this.#at = end + 1;
  }

  #fill(): void {
    this.#buffered = Math.min(this.#bytes.length, this.#at + bufferSize);
  }

  #checkLine(): void {
    if (this.#buffered - this.#at < longestLine) return;
    if (this.#nextBreak < this.#at) {
      let next = this.#at;
      while (next < this.#bytes.length && this.#bytes[next] !== newline && this.#bytes[next] !== carriageReturn) next++;
      this.#nextBreak = next;
    }
    if (this.#nextBreak - this.#at >= longestLine) throw new UnitProblem(`line too long (max ${longestLine} bytes)`);
  }
}
