import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { JsonScanner } from "./json-scanner.ts";
import { type JsonProblem, JsonSyntaxError } from "./json-syntax-error.ts";

/** The tree of a document, or why there is none. */
export type JsonReading = { readonly root: JsonNode } | { readonly problem: JsonProblem };

/** Go's `encoding/json` refuses more. */
const maxDepth = 10_000;

/**
 * Reads a JSON document with the position of every value. It accepts and refuses what Go's `encoding/json`
 * does, and also refuses, so that memory stays bounded, a document of more than `maxValues` values.
 */
export function readJson(bytes: Buffer, maxValues: number): JsonReading {
  try {
    return { root: new Reader(bytes, maxValues).read() };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { problem: error.problem };
    throw error;
  }
}

type Container = { readonly node: JsonObject; key: string; keyStart: number } | { readonly node: JsonArray };

/** Keeps its own stack of open containers, so that depth costs no call frames. */
class Reader extends JsonScanner {
  readonly #maxValues: number;
  readonly #open: Container[] = [];
  #values = 0;

  constructor(bytes: Buffer, maxValues: number) {
    super(bytes);
    this.#maxValues = maxValues;
  }

  read(): JsonNode {
    for (;;) {
      const node = this.#beginValue();
      if (node === undefined) continue;
      const root = this.#endValue(node);
      if (root === undefined) continue;
      this.skipSpace();
      if (this.at < this.bytes.length) this.fail("after top-level value");
      return root;
    }
  }

  /**
   * Reads a scalar or an empty container whole; otherwise opens the container and stands before its first
   * value.
   */
  #beginValue(): JsonNode | undefined {
    this.skipSpace();
    const start = this.at;
    const byte = this.bytes[start];
    this.#values += 1;
    if (this.#values > this.#maxValues) {
      throw new JsonSyntaxError({ message: `more than ${this.#maxValues} values in one document`, offset: start });
    }
    if (byte === 0x22) return this.string();
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
    if (byte === 0x74 || byte === 0x66 || byte === 0x6e) return this.literal(byte);
    if (byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39)) return this.number();
    return this.fail("looking for beginning of value");
  }

  /** Hands a value to its container and closes what ends there; the root when nothing is open any more. */
  #endValue(value: JsonNode): JsonNode | undefined {
    let node = value;
    for (;;) {
      const container = this.#open.at(-1);
      if (container === undefined) return node;
      this.skipSpace();
      const byte = this.bytes[this.at];
      if ("key" in container) {
        const member: JsonMember = { key: container.key, keyStart: container.keyStart, value: node };
        container.node.members.push(member);
        if (byte === 0x2c) {
          this.at += 1;
          this.skipSpace();
          this.#key(container);
          return undefined;
        }
        if (byte !== 0x7d) this.fail("after object key:value pair");
      } else {
        container.node.items.push(node);
        if (byte === 0x2c) {
          this.at += 1;
          return undefined;
        }
        if (byte !== 0x5d) this.fail("after array element");
      }
      this.#open.pop();
      node = this.#close(container.node);
    }
  }

  #enter(): void {
    if (this.#open.length >= maxDepth) this.fail("exceeded max depth");
    this.at += 1;
  }

  #closes(bracket: number): boolean {
    this.skipSpace();
    return this.bytes[this.at] === bracket;
  }

  #close<Node extends JsonObject | JsonArray>(node: Node): Node {
    this.at += 1;
    node.end = this.at;
    return node;
  }

  #key(container: { key: string; keyStart: number }): void {
    if (this.bytes[this.at] !== 0x22) this.fail("looking for beginning of object key string");
    container.keyStart = this.at;
    container.key = this.string().text;
    this.skipSpace();
    if (this.bytes[this.at] !== 0x3a) this.fail("after object key");
    this.at += 1;
  }
}
