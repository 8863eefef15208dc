import { describe, expect, it } from "vitest";
import {
  anything,
  either,
  flag,
  list,
  map,
  methods,
  object,
  oneOf,
  required,
  text,
  textLike,
  valueLike,
  whole,
} from "./build-shape.ts";
import { checkOptions } from "./check-options.ts";
import { DrydockError } from "./drydock-error.ts";
import { OptionError } from "./option-error.ts";
import { optionProblems } from "./option-problems.ts";
import type { Shape } from "./shape.ts";

interface Options {
  readonly name: string;
  readonly color?: boolean;
  readonly detail?: "some" | "all";
  readonly window?: { readonly minutes: number };
}

const shape = object<Options>({
  name: required(text),
  color: flag,
  detail: oneOf("some", "all"),
  window: object<{ readonly minutes: number }>({ minutes: required(whole({ min: 1 })) }),
});

describe("checkOptions", () => {
  it("passes what fits, and takes undefined for absent", () => {
    expect(() => checkOptions("print", shape, { name: "a", color: undefined, window: { minutes: 1 } })).not.toThrow();
  });

  it("tells of everything at once, with the place of each", () => {
    const wrong = { colour: true, zzz: 1, detail: "al", window: { minute: 5 } };
    expect(() => checkOptions("print", shape, wrong)).toThrowErrorMatchingInlineSnapshot(`
      [OptionError: print: 6 problems:
      error at $.colour: there is no option "colour" [option-unknown]
        Did you mean "color"? There are name, color, detail, window.
      error at $.zzz: there is no option "zzz" [option-unknown]
        There are name, color, detail, window.
      error at $.name: nothing is given [option-missing]
        Give a string.
      error at $.detail: "al" is not "some" or "all" [option-type]
        Did you mean "all"?
      error at $.window.minute: there is no option "minute" [option-unknown]
        Did you mean "minutes"? There is minutes.
      error at $.window.minutes: nothing is given [option-missing]
        Give a whole number of at least 1.]
    `);
  });

  it("throws an error of all packages, with a code", () => {
    expect(() => checkOptions("print", shape, null)).toThrow(OptionError);
    expect(() => checkOptions("print", shape, null)).toThrow(DrydockError);
    expect(() => checkOptions("print", shape, undefined)).toThrowErrorMatchingInlineSnapshot(`
      [OptionError: print: error: nothing is given [option-missing]
        Give an object { name, color?, detail?, window? }.]
    `);
  });
});

describe("optionProblems", () => {
  it.each<[string, Shape, unknown, unknown]>([
    ["a text", text, "", 1],
    ["a text that keeps a rule", textLike(/^a/, "a word with a"), "ab", "b"],
    ["a text that keeps what no pattern says", textLike(/^/, "short", ({ length }) => length < 2), "a", "ab"],
    ["a whole number", whole(), -1, 1.5],
    ["a number that is not too small", whole({ min: 1 }), 1, 0],
    ["a number that is not too large", whole({ max: 1 }), 1, 2],
    ["a flag", flag, false, 0],
    ["one of some values", oneOf<string | number>("a", 1), 1, "1"],
    ["a list", list(text), ["a"], "a"],
    ["a list whose items fit", list(text), [], [1]],
    ["a list that is long enough", list(text, { min: 1 }), ["a"], []],
    ["a list that is short enough", list(text, { max: 1 }), ["a"], ["a", "b"]],
    ["a list without holes", list(text), ["a"], Array(1)],
    ["a map", map(text), { a: "b", c: undefined }, []],
    ["a map whose values fit", map(text), {}, { a: 1 }],
    ["a map whose keys fit", map(text, { keys: { pattern: /^a$/, says: "an a" } }), { a: "b" }, { b: "b" }],
    ["an object", shape, { name: "a" }, new Map([["name", "a"]])],
    ["what is like a value", valueLike((value) => value instanceof Date, "a date"), new Date(0), 0],
    ["a function", methods("a function"), () => 1, {}],
    ["an object with methods", methods<Options & { now(): void }>("a clock", "now"), { now: () => 1 }, { now: 1 }],
    ["no methods of nothing", methods<{ now(): void }>("a clock", "now"), { now: () => 1 }, null],
    ["either of two", either(text, flag), true, 1],
  ])("knows %s", (_, one, right, wrong) => {
    expect(optionProblems(one, right)).toEqual([]);
    expect(optionProblems(one, wrong)).toHaveLength(1);
  });

  it("takes anything for anything", () => {
    expect(optionProblems(anything, null)).toEqual([]);
  });

  it("repeats no text that may be a secret", () => {
    const wrong = { name: ["hunter2"], color: "hunter2", window: "hunter2" };
    expect(JSON.stringify(optionProblems(shape, wrong))).not.toContain("hunter2");
  });

  it.each([
    [null, "null is not"],
    [[], "a list is not"],
    [{}, "this object is not"],
    ["x", "this text is not"],
    [5, "5 is not"],
    [Symbol("s"), "Symbol(s) is not"],
    [() => 1, "a function is not"],
  ])("says what %s is", (value, words) => {
    expect(optionProblems(flag, value)[0]?.message).toBe(`${words} true or false`);
  });

  it("tells of the shape that comes nearest", () => {
    const choice = either(
      oneOf(false),
      object<{ readonly a: string; readonly b: string }>({ a: required(text), b: required(text) }),
      object<{ readonly a: string }>({ a: required(text) }),
    );
    expect(optionProblems(choice, { a: 1 }).map(({ path }) => path)).toEqual(["$.a"]);
    expect(optionProblems(choice, { a: "x", b: 2, c: 3 }).map(({ path }) => path)).toEqual(["$.b", "$.c"].toReversed());
  });

  it("knows no option by what every object has", () => {
    expect(optionProblems(object<{ readonly a?: string }>({ a: text }), { constructor: 1 })).toMatchObject([
      { path: "$.constructor", rule: "option-unknown", remedy: "There is a." },
    ]);
  });
});
