import { expect, it } from "vitest";
import { shown } from "./shown.ts";

const loop: { self?: unknown } = {};
loop.self = loop;

it.each([
  ["a.service", '"a.service"'],
  ['a"\n', String.raw`"a\"\n"`],
  ["a".repeat(60), `"${"a".repeat(60)}"`],
  ["a".repeat(61), `"${"a".repeat(60)}" and so on`],
  [5, "5"],
  [Infinity, "Infinity"],
  [5n, "5n"],
  [10n ** 500n, `1${"0".repeat(59)}`],
  [null, "null"],
  [undefined, "undefined"],
  [true, "true"],
  [Symbol("a"), "Symbol(a)"],
  [() => 1, "a function"],
  [[1], "a list"],
  [loop, "an object"],
])("of %s: %s", (value, text) => {
  expect(shown(value)).toBe(text);
});
