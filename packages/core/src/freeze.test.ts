import { expect, it } from "vitest";
import { freeze } from "./freeze.ts";

it("freezes what is deep, in a circle, or both, and asks no getter", () => {
  const circle: { self?: object; readonly list: object[] } = { list: [{ a: 1 }] };
  circle.self = circle;
  let asked = false;
  const value = freeze({
    circle,
    get late() {
      return (asked = true);
    },
  });
  expect([Object.isFrozen(value.circle), Object.isFrozen(value.circle.list[0]), asked]).toEqual([true, true, false]);
  let deep: object = {};
  for (let level = 0; level < 100_000; level++) deep = { deep };
  expect(Object.isFrozen(freeze(deep))).toBe(true);
});

it("leaves what holds bytes as it is", () => {
  const bytes = Buffer.from("abc");
  expect(freeze({ bytes }).bytes).toBe(bytes);
});
