import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "./print-json.ts";

describe("printJson", () => {
  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: undefined, b: null, c: {}, d: [], e: { f: [] } }, "{}"],
    [{ a: false, b: 0, c: "" }, '{"a":false,"b":0,"c":""}'],
    [{ a: [{}, [], null, { b: [] }] }, '{"a":[{},[],null,{}]}'],
    [{ a: "é\u2028<&>\n" }, '{"a":"é\u2028<&>\\n"}'],
    [JSON.parse('{"__proto__":{"x":1}}') as unknown, '{"__proto__":{"x":1}}'],
  ])("%j is %s", (value, text) => {
    expect(printJson(value)).toBe(text);
  });

  it("does not depend on the order of keys, and loses nothing that a second rendering would show", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(printJson(reversed)).toBe(printJson(value));
        expect(printJson(JSON.parse(printJson(value)))).toBe(printJson(value));
      }),
    );
  });
});
