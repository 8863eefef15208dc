import { goQuoteByte } from "@drydock/systemd/ground";
import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { decodeJsonString } from "./json-string.ts";

/** Why a document could not be read: the message, in the words of Go's `encoding/json`, and the offset one past the offending byte. */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

export type JsonReading = { readonly root: JsonNode } | { readonly problem: JsonProblem };

/** Go's `encoding/json` refuses more. */
const maxDepth = 10_000;

/**
 * Reads a JSON document with the position of every value. It accepts and refuses what Go's `encoding/json` does, and also refuses,
 * so that memory stays bounded, a document of more than `maxValues` values.
 */
export function readJson(bytes: Buffer, maxValues: number): JsonReading {
  try {
    return { root: new Reader(bytes, maxValues).read() };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { problem: error.problem };
    throw error;
  }
}

class JsonSyntaxError extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Container = { readonly node: JsonObject; key: string; keyStart: number } | { readonly node: JsonArray };

const literals = { 0x74: "true", 0x66: "false", 0x6e: "null" } as const;

/** Keeps its own stack of open containers, so that depth costs no call frames. */
class Reader {
  readonly #bytes: Buffer;
  readonly #maxValues: number;
  readonly #open: Container[] = [];
  #at = 0;
  #values = 0;

  constructor(bytes: Buffer, maxValues: number) {
    this.#bytes = bytes;
    this.#maxValues = maxValues;
  }

  read(): JsonNode {
    for (;;) {
      const node = this.#beginValue();
      if (node === undefined) continue;
      const root = this.#endValue(node);
      if (root === undefined) continue;
      this.#skipSpace();
      if (this.#at < this.#bytes.length) this.#fail("after top-level value");
      return root;
    }
  }

  /** Reads a scalar or an empty container whole; otherwise opens the container and stands before its first value. */
  #beginValue(): JsonNode | undefined {
    this.#skipSpace();
    const start = this.#at;
    const byte = this.#bytes[start];
    this.#values += 1;
    if (this.#values > this.#maxValues) {
      throw new JsonSyntaxError({ message: `more than ${this.#maxValues} values in one document`, offset: start });
    }
    if (byte === 0x22) return this.#string();
    if (byte === 0x7b) {
      this.#enter();
      const node: JsonObject = { kind: "object", start, end: 0, members: [] };
      if (this.#closes(0x7d)) return this.#close(node);
      const container = { node, key: "", keyStart: 0 };
      this.#key(container);
      this.#open.push(container);
      return undefined;
    }
    if (byte === 0x5b) {
      this.#enter();
      const node: JsonArray = { kind: "array", start, end: 0, items: [] };
      if (this.#closes(0x5d)) return this.#close(node);
      this.#open.push({ node });
      return undefined;
    }
    if (byte === 0x74 || byte === 0x66 || byte === 0x6e) return this.#literal(byte);
    if (byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39)) return this.#number();
    return this.#fail("looking for beginning of value");
  }

  /** Hands a value to its container and closes what ends there; the root when nothing is open any more. */
  #endValue(value: JsonNode): JsonNode | undefined {
    let node = value;
    for (;;) {
      const container = this.#open.at(-1);
      if (container === undefined) return node;
      this.#skipSpace();
      const byte = this.#bytes[this.#at];
      if ("key" in container) {
        const member: JsonMember = { key: container.key, keyStart: container.keyStart, value: node };
        container.node.members.push(member);
        if (byte === 0x2c) {
          this.#at += 1;
          this.#skipSpace();
          this.#key(container);
          return undefined;
        }
        if (byte !== 0x7d) this.#fail("after object key:value pair");
      } else {
        container.node.items.push(node);
        if (byte === 0x2c) {
          this.#at += 1;
          return undefined;
        }
        if (byte !== 0x5d) this.#fail("after array element");
      }
      this.#open.pop();
      node = this.#close(container.node);
    }
  }

  #enter(): void {
    if (this.#open.length >= maxDepth) this.#fail("exceeded max depth");
    this.#at += 1;
  }

  #closes(bracket: number): boolean {
    this.#skipSpace();
    return this.#bytes[this.#at] === bracket;
  }

  #close<Node extends JsonObject | JsonArray>(node: Node): Node {
    this.#at += 1;
    node.end = this.#at;
    return node;
  }

  #key(container: { key: string; keyStart: number }): void {
    if (this.#bytes[this.#at] !== 0x22) this.#fail("looking for beginning of object key string");
    container.keyStart = this.#at;
    container.key = this.#string().text;
    this.#skipSpace();
    if (this.#bytes[this.#at] !== 0x3a) this.#fail("after object key");
    this.#at += 1;
  }

  #string(): JsonNode & { readonly kind: "string" } {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start + 1;
    let plain = true;
    for (;;) {
      const byte = bytes[at];
      if (byte === 0x22) break;
      if (byte === undefined || byte < 0x20) {
        this.#at = at;
        this.#fail("in string literal");
      } else if (byte === 0x5c) {
        plain = false;
        this.#at = at + 1;
        at = this.#escape();
      } else {
        if (byte >= 0x80) plain = false;
        at += 1;
      }
    }
    this.#at = at + 1;
    if (plain)
      return { kind: "string", start, end: at + 1, text: bytes.toString("latin1", start + 1, at), mangled: false };
    return { kind: "string", start, end: at + 1, ...decodeJsonString(bytes.subarray(start + 1, at)) };
  }

  /** Checks the escape whose letter is next, and returns where it ends. */
  #escape(): number {
    const letter = this.#bytes[this.#at];
    if (letter === undefined || !'"\\/bfnrtu'.includes(String.fromCharCode(letter)))
      this.#fail("in string escape code", true);
    this.#at += 1;
    if (letter !== 0x75) return this.#at;
    for (const end = this.#at + 4; this.#at < end; this.#at++) {
      if (!isHexDigit(this.#bytes[this.#at])) this.#fail("in \\u hexadecimal character escape", true);
    }
    return this.#at;
  }

  #literal(first: keyof typeof literals): JsonNode {
    const start = this.#at;
    const word = literals[first];
    for (let index = 1; index < word.length; index++) {
      this.#at += 1;
      if (this.#bytes[this.#at] !== word.charCodeAt(index)) {
        this.#fail(`in literal ${word} (expecting '${word[index]}')`, true);
      }
    }
    this.#at += 1;
    if (word === "null") return { kind: "null", start, end: this.#at };
    return { kind: "boolean", start, end: this.#at, value: word === "true" };
  }

  #number(): JsonNode {
    const start = this.#at;
    if (this.#bytes[this.#at] === 0x2d) this.#at += 1;
    if (this.#bytes[this.#at] === 0x30) this.#at += 1;
    else this.#digits("in numeric literal");
    if (this.#bytes[this.#at] === 0x2e) {
      this.#at += 1;
      this.#digits("after decimal point in numeric literal");
    }
    const exponent = this.#bytes[this.#at];
    if (exponent === 0x65 || exponent === 0x45) {
      this.#at += 1;
      const sign = this.#bytes[this.#at];
      if (sign === 0x2b || sign === 0x2d) this.#at += 1;
      this.#digits("in exponent of numeric literal");
    }
    return { kind: "number", start, end: this.#at, text: this.#bytes.toString("latin1", start, this.#at) };
  }

  #digits(context: string): void {
    if (!isDigit(this.#bytes[this.#at])) this.#fail(context, true);
    while (isDigit(this.#bytes[this.#at])) this.#at += 1;
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at += 1;
    }
  }

  /** `strict` says that even a space could not stand here: then the end of the input is reported as if it were one. */
  #fail(context: string, strict = false): never {
    const byte = this.#bytes[this.#at];
    if (byte !== undefined) {
      throw new JsonSyntaxError({ message: `invalid character ${goQuoteByte(byte)} ${context}`, offset: this.#at + 1 });
    }
    const message = strict ? `invalid character ' ' ${context}` : "unexpected end of JSON input";
    throw new JsonSyntaxError({ message, offset: this.#bytes.length });
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  return isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}
