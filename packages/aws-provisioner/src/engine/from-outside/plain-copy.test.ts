import fc from "fast-check";
import { expect, it } from "vitest";
import { runInNewContext } from "node:vm";
import { limits } from "./limits.ts";
import { plainCopy } from "./plain-copy.ts";

const told = (value: unknown) =>
  plainCopy(value).problems.map(({ path, message }) => `${path || "all of it"}: ${message}`);

const holes: unknown[] = [];
holes.length = 2 ** 32 - 1;

class Plan {
  readonly format = 1;
}
const circle: Record<string, unknown> = {};
circle["on"] = [circle];
/** Each level holds the one below twice: as a tree it would have 2^60 leaves. */
const laughs = Array.from({ length: 60 }).reduce<unknown>((below) => [below, below], "ha");

it.each<[string, unknown, string[]]>([
  ["a function", () => 1, ["all of it: a function is no plain data"]],
  ["a symbol", { a: Symbol("x") }, ["a: a symbol is no plain data"]],
  ["a big number", [1n], ["0: a bigint is no plain data"]],
  ["no number", { a: { b: Number.NaN } }, ["a.b: NaN is out of range"]],
  ["no end", [Infinity, -Infinity], ["0: Infinity is out of range", "1: -Infinity is out of range"]],
  ["a date", { a: new Date(0) }, ["a: an object of a class is no plain data"]],
  ["a map", new Map(), ["all of it: an object of a class is no plain data"]],
  ["a buffer", { a: Buffer.from("x") }, ["a: an object of a class is no plain data"]],
  ["an object of a class", new Plan(), ["all of it: an object of a class is no plain data"]],
  ["half a character", ["\ud800"], ["0: half a character stands in a text"]],
  ["half a character in a name", { "\udc00": 1 }, ['all of it: "\\udc00" is no name of a field']],
  ["a prototype of its own", JSON.parse('{"a":{"__proto__":{"b":1}}}'), ['a: "__proto__" is no name of a field']],
  [
    "a circle",
    circle,
    [`${Array.from({ length: limits.depth / 2 }, () => "on.0").join(".")}: here it is more than 64 deep, or a circle`],
  ],
  ["a long text", { a: "x".repeat(limits.text + 1) }, [`a: a text is longer than ${limits.text} characters`]],
  ["a list that is mostly holes", { a: [holes] }, [`a.0: here it has more than ${limits.values} values`]],
  [
    "a field that throws",
    {
      a: {
        get b() {
          throw new Error("no");
        },
      },
    },
    ["a: it cannot be read: no"],
  ],
  [
    "a proxy that throws",
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new TypeError("no");
        },
      },
    ),
    ["all of it: it cannot be read: TypeError: no"],
  ],
  [
    "a proxy that is over",
    revoked(),
    ["all of it: it cannot be read: TypeError: Cannot perform 'IsArray' on a proxy that has been revoked"],
  ],
])("%s is no plain data", (_, value, problems) => {
  expect(told(value)).toEqual(problems);
});

it("what is much too much is told once, and ends", () => {
  expect(told(laughs)).toEqual([expect.stringMatching(/^[01.]+: here it has more than 2000000 values$/)]);
});

it("whatever JSON can say is copied as it is, and the copy is nobody else's", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { copy, problems } = plainCopy(value);
      if (JSON.stringify(value).includes('"__proto__"')) return;
      expect({ copy, problems }).toEqual({ copy: value, problems: [] });
      if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
    }),
  );
});

it("anything at all ends in a copy or in problems, and changes no prototype", () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      (value) => {
        plainCopy({ value });
        expect(Object.keys(Object.prototype)).toEqual([]);
      },
    ),
  );
});

it("objects of another realm and without a prototype are as good as others", () => {
  const { copy, problems } = plainCopy([runInNewContext("({ a: [1] })"), Object.assign(Object.create(null), { b: 2 })]);
  expect({ copy, problems }).toEqual({ copy: [{ a: [1] }, { b: 2 }], problems: [] });
});

it("each field is read once", () => {
  let reads = 0;
  const value = {
    get a() {
      return ++reads;
    },
  };
  expect(plainCopy(value).copy).toEqual({ a: 1 });
  expect(reads).toBe(1);
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
