import { goQuoteByte } from "@drydock/systemd/ground";
import type { JsonNode } from "./json-node.ts";
import { decodeJsonString } from "./json-string.ts";
import { JsonSyntaxError } from "./json-syntax-error.ts";

const literals = { 0x74: "true", 0x66: "false", 0x6e: "null" } as const;

/** Reads the scalars of a document, from where it stands, as Go's `encoding/json` does. */
export class JsonScanner {
  protected readonly bytes: Buffer;
  protected at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  protected string(): JsonNode & { readonly kind: "string" } {
    const bytes = this.bytes;
    const start = this.at;
    let at = start + 1;
    let plain = true;
    for (;;) {
      const byte = bytes[at];
      if (byte === 0x22) break;
      if (byte === undefined || byte < 0x20) {
        this.at = at;
        this.fail("in string literal");
      } else if (byte === 0x5c) {
        plain = false;
        this.at = at + 1;
        at = this.escape();
      } else {
        if (byte >= 0x80) plain = false;
        at += 1;
      }
    }
    this.at = at + 1;
    if (plain)
      return { kind: "string", start, end: at + 1, text: bytes.toString("latin1", start + 1, at), mangled: false };
    return { kind: "string", start, end: at + 1, ...decodeJsonString(bytes.subarray(start + 1, at)) };
  }

  /** Checks the escape whose letter is next, and returns where it ends. */
  private escape(): number {
    const letter = this.bytes[this.at];
    if (letter === undefined || !'"\\/bfnrtu'.includes(String.fromCharCode(letter)))
      this.fail("in string escape code", true);
    this.at += 1;
    if (letter !== 0x75) return this.at;
    for (const end = this.at + 4; this.at < end; this.at++) {
      if (!isHexDigit(this.bytes[this.at])) this.fail("in \\u hexadecimal character escape", true);
    }
    return this.at;
  }

  protected literal(first: keyof typeof literals): JsonNode {
    const start = this.at;
    const word = literals[first];
    for (let index = 1; index < word.length; index++) {
      this.at += 1;
      if (this.bytes[this.at] !== word.charCodeAt(index)) {
        this.fail(`in literal ${word} (expecting '${word[index]}')`, true);
      }
    }
    this.at += 1;
    if (word === "null") return { kind: "null", start, end: this.at };
    return { kind: "boolean", start, end: this.at, value: word === "true" };
  }

  protected number(): JsonNode {
    const start = this.at;
    if (this.bytes[this.at] === 0x2d) this.at += 1;
    if (this.bytes[this.at] === 0x30) this.at += 1;
    else this.digits("in numeric literal");
    if (this.bytes[this.at] === 0x2e) {
      this.at += 1;
      this.digits("after decimal point in numeric literal");
    }
    const exponent = this.bytes[this.at];
    if (exponent === 0x65 || exponent === 0x45) {
      this.at += 1;
      const sign = this.bytes[this.at];
      if (sign === 0x2b || sign === 0x2d) this.at += 1;
      this.digits("in exponent of numeric literal");
    }
    return { kind: "number", start, end: this.at, text: this.bytes.toString("latin1", start, this.at) };
  }

  private digits(context: string): void {
    if (!isDigit(this.bytes[this.at])) this.fail(context, true);
    while (isDigit(this.bytes[this.at])) this.at += 1;
  }

  protected skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  /**
   * `strict` says that even a space could not stand here: then the end of the input is reported as if it were
   * one.
   */
  protected fail(context: string, strict = false): never {
    const byte = this.bytes[this.at];
    if (byte !== undefined) {
      throw new JsonSyntaxError({ message: `invalid character ${goQuoteByte(byte)} ${context}`, offset: this.at + 1 });
    }
    const message = strict ? `invalid character ' ' ${context}` : "unexpected end of JSON input";
    throw new JsonSyntaxError({ message, offset: this.bytes.length });
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  return isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}
