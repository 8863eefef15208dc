import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { hardText } from "../../test/arbitrary-value.ts";
import { printYaml } from "./print-yaml.ts";
import { readYaml } from "./read-yaml.ts";

const unicode = hardText.filter((text) => !/\p{Surrogate}/u.test(text));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    unicode,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(unicode, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe("printYaml", () => {
  it("is read back the same by YAML 1.1 and 1.2, whatever the strings", () => {
    fc.assert(
      fc.property(fc.dictionary(unicode, json, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (value) => {
        const text = printYaml(value, { kind: "anything" });
        expect(parse(text, { version: "1.2" })).toEqual(value);
        expect(readYaml(text).value).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  it("chooses blocks, quotes and flow lists by what they hold", () => {
    const value = {
      block: "a\n b\n",
      stripped: "a\nb",
      kept: "a\n\n",
      folded: " a\nb",
      single: 'say "a" \\',
      double: "it's",
      list: ["a", 1, null],
      blocks: ["a\nb"],
      empty: [],
      none: {},
      off: "off",
    };
    expect(printYaml(value, { kind: "anything" })).toMatchInlineSnapshot(`
      "block: |
        a
         b
      stripped: |-
        a
        b
      kept: |+
        a

      folded: " a\\nb"
      single: 'say "a" \\'
      double: "it's"
      list: ["a", 1, null]
      blocks:
        - |-
          a
          b
      empty: []
      none: {}
      "off": "off"
      "
    `);
  });
});
