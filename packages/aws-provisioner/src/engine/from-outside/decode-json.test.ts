import { expect, it } from "vitest";
import { decodeJson } from "./decode-json.ts";
import { limits } from "./limits.ts";
import { parseJson } from "./parse-json.ts";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

it.each<[string, Buffer]>([
  ["as it is", Buffer.from('{"a":["é",1]}')],
  ["with a mark", Buffer.from('\uFEFF{"a":["é",1]}')],
  ["with line ends of Windows", Buffer.from('{\r\n "a": ["é",\r\n 1]\r\n}\r\n')],
  ["with escapes", Buffer.from('{"\\u0061":["\\u00e9",1]}')],
])("UTF-8 is read %s", (_, bytes) => {
  expect(decodeJson(bytes)).toEqual({ value: { a: ["é", 1] } });
});

it.each<[string, Buffer, string]>([
  ["nothing", Buffer.alloc(0), "it is empty"],
  ["blanks", Buffer.from(" \n\t"), "it is empty"],
  ["a mark alone", Buffer.from("\uFEFF"), "it is empty"],
  ["zeros", Buffer.alloc(4096), "it holds nothing but zeros, as a machine that lost its power leaves it"],
  ["UTF-16 with a mark", utf16('\uFEFF{"a":1}'), "it is not UTF-8 but UTF-16, as some shells write it"],
  ["the same turned round", utf16('\uFEFF{"a":1}').swap16(), "it is not UTF-8 but UTF-16, as some shells write it"],
  ["UTF-16 without a mark", utf16('{"a":1}'), "it is not UTF-8 but UTF-16, as some shells write it"],
  ["the same turned round", utf16('{"a":1}').swap16(), "it is not UTF-8 but UTF-16, as some shells write it"],
  ["too much", Buffer.alloc(limits.size + 1, " "), "it is larger than 64 MB"],
])("%s is refused as such", (_, bytes, message) => {
  expect(decodeJson(bytes)).toEqual({ problems: [{ path: "", message }] });
});

it("a byte that is not UTF-8 is told with its place", () => {
  const bytes = Buffer.from('{\n "é": "x"}');
  bytes[bytes.indexOf("x")] = 0xe9;
  expect(decodeJson(bytes)).toEqual({ problems: [{ line: 2, column: 8, message: "a byte is not UTF-8" }] });
});

it("a text that was read in the wrong encoding is told as such", () => {
  const problems = [{ path: "", message: "it is not UTF-8 but seems to be UTF-16, as some shells write it" }];
  expect(parseJson(utf16('\uFEFF{"a":1}').toString("utf8"))).toEqual({ problems });
});
