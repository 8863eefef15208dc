import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonNode } from "./json-node.ts";
import { readJson } from "./read-json.ts";

function parsed(text: string): unknown {
  const reading = readJson(Buffer.from(text), 100_000);
  if ("problem" in reading) throw new SyntaxError(reading.problem.message);
  return valueOf(reading.root);
}

function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
    case "array":
      return node.items.map(valueOf);
    case "string":
      return node.text;
    case "number":
      return Number(node.text);
    case "boolean":
      return node.value;
    default:
      return null;
  }
}

function outcome(read: (text: string) => unknown, text: string): unknown {
  try {
    return { value: read(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return "refused";
    throw error;
  }
}

describe("readJson", () => {
  it("reads what JSON.stringify writes, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("", "  ", "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parsed(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("accepts what JSON.parse accepts, and nothing else", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      '"a"',
      '"\\n"',
      '"\\u00e9"',
      "\\",
      "0",
      "1",
      "-",
      ".",
      "e",
      "+",
      "12.5e3",
      "true",
      "null",
      "fals",
      " ",
      "\n",
      "\u0000",
      "é",
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((list) => list.join("")),
      fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.nat(30), pieces).map(([value, at, piece]) => {
        const text = JSON.stringify(value);
        return text.slice(0, at) + piece + text.slice(at + 1);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(outcome(parsed, text)).toEqual(outcome((source) => JSON.parse(source), text));
      }),
      { numRuns: 3000 },
    );
  });

  it("knows where every value stands", () => {
    const text = '{"a": [1, "é", {"b": null}], "a": true}';
    const bytes = Buffer.from(text);
    const reading = readJson(bytes, 100);
    if ("problem" in reading || reading.root.kind !== "object") throw new Error("unread");
    const slice = ({ start, end }: JsonNode) => bytes.toString("utf8", start, end);
    const [first, second] = reading.root.members;
    expect(first?.value.kind === "array" && first.value.items.map(slice)).toEqual(["1", '"é"', '{"b": null}']);
    expect(second && bytes.toString("utf8", second.keyStart, second.keyStart + 3)).toBe('"a"');
    expect(slice(reading.root)).toBe(text);
  });

  it.each([
    ['"\\ud83d\\ude00"', "😀", false],
    ['"\\ud83d"', "\ufffd", true],
    ['"\\ude00\\ud83d"', "\ufffd\ufffd", true],
    ['"\\ud83dx\\n\\/\\u0041"', "\ufffdx\n/A", true],
    ['"é\\té"', "é\té", false],
  ])("the string %s", (text, value, mangled) => {
    const reading = readJson(Buffer.from(text), 1);
    expect("root" in reading && reading.root).toMatchObject({ kind: "string", text: value, mangled });
  });

  it.each([
    [[0xff, 0x41], "\ufffdA"],
    [[0xe2, 0x82], "\ufffd\ufffd"],
    [[0xc3, 0xa9, 0xc3], "é\ufffd"],
    [[0xed, 0xa0, 0x80], "\ufffd\ufffd\ufffd"],
    [[0xf0, 0x9f, 0x98, 0x80, 0x80], "😀\ufffd"],
  ])("bytes %j that are not UTF-8 are replaced one by one, as in Go", (bytes, text) => {
    const reading = readJson(Buffer.from([0x22, ...bytes, 0x22]), 1);
    expect("root" in reading && reading.root).toMatchObject({ text, mangled: true });
  });
});
