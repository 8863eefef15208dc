import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutantsOf } from "../testing/mutants.ts";
import { jsonFaults } from "./json-faults.ts";
import { limits } from "./limits.ts";
import { positionOf } from "./position.ts";

function told(text: string): string[] {
  return jsonFaults(text).map(({ offset, message }) => {
    const { line, column } = positionOf(text, offset);
    return `${line}:${column} ${message}`;
  });
}

const texts = [
  "",
  " ",
  "{",
  "[",
  "[1",
  "[1,",
  "[1,]",
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  "{a:1}",
  "{'a':1}",
  '{"a" 1}',
  '{"a":1 "b":2}',
  "[1 2]",
  "[1}",
  '{"a":1]',
  "{} {}",
  "]",
  "nul",
  "nulL",
  "NaN",
  "-Infinity",
  "01",
  "-",
  "1.",
  "1.e5",
  "1e",
  ".5",
  "+1",
  "0x10",
  '"a',
  '"a\nb"',
  '"a\tb"',
  '"\\x"',
  '"\\u12',
  '"\\u12g4"',
  '"\\',
  "// a\n{}",
  "undefined",
  '{\n  "a": 1,\n  b\n}',
  '{\r\n  "a": 1,\r\n  b\r\n}',
  "\u2028",
  "😀",
];

it("a text that is no JSON has one fault, where it breaks off", () => {
  const lines = texts.map((text) => `${JSON.stringify(text)}  ${told(text).join(" & ")}`);
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    """  1:1 it ends in the middle
    " "  1:2 it ends in the middle
    "{"  1:2 it ends in the middle
    "["  1:2 it ends in the middle
    "[1"  1:3 it ends in the middle
    "[1,"  1:4 it ends in the middle
    "[1,]"  1:4 "]" stands where a value must be
    "{\\"a\\""  1:5 it ends in the middle
    "{\\"a\\":"  1:6 it ends in the middle
    "{\\"a\\":1"  1:7 it ends in the middle
    "{\\"a\\":1,"  1:8 it ends in the middle
    "{\\"a\\":1,}"  1:8 "}" stands where a name in quotation marks must be
    "{a:1}"  1:2 "a" stands where a name in quotation marks must be
    "{'a':1}"  1:2 "'" stands where a name in quotation marks must be
    "{\\"a\\" 1}"  1:6 "1" stands where a colon must be
    "{\\"a\\":1 \\"b\\":2}"  1:8 "\\"" stands where a comma or } must be
    "[1 2]"  1:4 "2" stands where a comma or ] must be
    "[1}"  1:3 "}" stands where a comma or ] must be
    "{\\"a\\":1]"  1:7 "]" stands where a comma or } must be
    "{} {}"  1:4 "{" stands after its end
    "]"  1:1 "]" stands where a value must be
    "nul"  1:4 it ends in the middle
    "nulL"  1:4 "L" stands where null must be
    "NaN"  1:1 "N" stands where a value must be
    "-Infinity"  1:2 "I" stands where a digit must be
    "01"  1:2 "1" stands after its end
    "-"  1:2 it ends in the middle
    "1."  1:3 it ends in the middle
    "1.e5"  1:3 "e" stands where a digit must be
    "1e"  1:3 it ends in the middle
    ".5"  1:1 "." stands where a value must be
    "+1"  1:1 "+" stands where a value must be
    "0x10"  1:2 "x" stands after its end
    "\\"a"  1:3 it ends in the middle
    "\\"a\\nb\\""  1:3 the character U+000A stands where the rest of a text, or a quotation mark, must be
    "\\"a\\tb\\""  1:3 the character U+0009 stands where the rest of a text, or a quotation mark, must be
    "\\"\\\\x\\""  1:3 "x" stands where one of "\\/bfnrtu must be
    "\\"\\\\u12"  1:6 it ends in the middle
    "\\"\\\\u12g4\\""  1:6 "g" stands where a hexadecimal digit must be
    "\\"\\\\"  1:3 it ends in the middle
    "// a\\n{}"  1:1 "/" stands where a value must be
    "undefined"  1:1 "u" stands where a value must be
    "{\\n  \\"a\\": 1,\\n  b\\n}"  3:3 "b" stands where a name in quotation marks must be
    "{\\r\\n  \\"a\\": 1,\\r\\n  b\\r\\n}"  3:3 "b" stands where a name in quotation marks must be
    " "  1:1 the character U+2028 stands where a value must be
    "😀"  1:1 "😀" stands where a value must be"
  `);
});

it.each<[string, string[]]>([
  ['{"a":1,"b":{"a":2}}', []],
  ['{"a":1,"a":1}', ['1:8 "a" is there twice']],
  ['{"a":1,"\\u0061":1}', ['1:8 "a" is there twice']],
  ['{"":1,"":1}', ['1:7 "" is there twice']],
  ['{"x":[0,{"a":1,"b":2,"a":3,"a":4}]}', ['1:22 "a" is there twice, in x.1', '1:28 "a" is there twice, in x.1']],
  ['[{"a":1},{"a":1}]', []],
  ['{"__proto__":1}', ['1:2 "__proto__" is no name of a field']],
  ['{"x":{"\\u005f_proto__":1}}', ['1:7 "__proto__" is no name of a field, in x']],
  ['{"constructor":1,"toString":2}', []],
  ["[9007199254740991,-9007199254740991]", []],
  ["[9007199254740992]", ["1:2 the number 9007199254740992 is out of range"]],
  ["[1e308,0.1e-999]", []],
  ["[1e309]", ["1:2 the number 1e309 is out of range"]],
  [`[${"9".repeat(50)}.5,-1e999]`, ["1:55 the number -1e999 is out of range"]],
])("%s could be read in two ways: %j", (text, faults) => {
  expect(told(text)).toEqual(faults);
});

describe("what is far too much", () => {
  it("is known as such, whatever it is", () => {
    const { depth, values, problems } = limits;
    expect(told("[".repeat(depth) + "]".repeat(depth))).toEqual([]);
    const deep = [`1:${depth + 1} lists and objects stand more than ${depth} deep in each other`];
    expect(told("[".repeat(depth + 1))).toEqual(deep);
    expect(told("[".repeat(10_000_000))).toEqual(deep);
    expect(told(`[${"0,".repeat(values)}0]`)).toEqual([`1:${2 * values} it holds more than ${values} values`]);
    expect(told(`{${'"a":1,'.repeat(problems + 9)}"b":1}`)).toHaveLength(problems);
  });
});

const value = fc.jsonValue({ maxDepth: 4 });
const letters = '{}[],:"\\ \n0123456789-+.eEtruefalsn\u0001é'.split("");

it("what JSON.parse takes has no fault, and what it refuses has one", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        value.map((one) => JSON.stringify(one)),
        value.map((one) => JSON.stringify(one, undefined, 2)),
        value
          .map((one) => ({ one }))
          .chain(mutantsOf)
          .map(({ bytes }) => bytes.toString("utf8")),
        fc.string({ unit: fc.constantFrom(...letters) }),
      ),
      (text) => {
        const readable = isReadable(text);
        const broken = jsonFaults(text).filter(({ message }) => !/twice|out of range|no name/.test(message));
        expect(broken.length).toBe(readable ? 0 : 1);
      },
    ),
    { numRuns: 3000 },
  );
});

it("a key that is there twice is told, wherever it is", () => {
  const key = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 1 }), fc.nat(), (keys, which) => {
      const twice = [...keys, keys[which % keys.length]];
      const text = `{${twice.map((one) => `${JSON.stringify(one)}:[]`).join(",")}}`;
      const own = keys.includes("__proto__") ? 1 : 0;
      expect(jsonFaults(text).length).toBeGreaterThanOrEqual(1 + own);
      expect(jsonFaults(`{${keys.map((one) => `${JSON.stringify(one)}:0`).join(",")}}`)).toHaveLength(own);
    }),
  );
});

function isReadable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
