import { expect, it } from "vitest";
import { isRef, ref, refsIn, substitute } from "./ref.ts";

it("a reference is plain data that names its producer; its field is the id unless said otherwise", () => {
  expect(ref("vpc/main")).toEqual({ $ref: "vpc/main", field: "id" });
  expect(JSON.parse(JSON.stringify(ref("vpc/main", "cidr")))).toEqual({ $ref: "vpc/main", field: "cidr" });
});

it.each([
  ["a reference", { $ref: "a/b", field: "id" }, true],
  ["an object without $ref", { ref: "a/b" }, false],
  ["an object whose $ref is no text", { $ref: 1 }, false],
  ["text", "$ref", false],
  ["null", null, false],
  ["nothing", undefined, false],
  ["a list", [], false],
])("%s", (_what, value, is) => expect(isRef(value)).toBe(is));

const nested = {
  own: ref("a/1"),
  list: [ref("b/2"), "text", [ref("c/3")]],
  object: { deep: ref("d/4", "x") },
  rest: [null, 7, undefined],
};

it("references are found wherever they stand, in the order of the fields", () => {
  expect(refsIn(nested).map(({ $ref }) => $ref)).toEqual(["a/1", "b/2", "c/3", "d/4"]);
  expect(refsIn("text")).toEqual([]);
  expect(refsIn(null)).toEqual([]);
});

it("references are replaced wherever they stand, and nothing else is", () => {
  expect(substitute(nested, ({ $ref, field }) => `${$ref}.${field}`)).toEqual({
    own: "a/1.id",
    list: ["b/2.id", "text", ["c/3.id"]],
    object: { deep: "d/4.x" },
    rest: [null, 7, undefined],
  });
});
