import { describe, expect, it } from "vitest";
import { differences, mindedBy, tagDifferences, unminded } from "./diff.ts";
import { ref } from "./ref.ts";

const kind = { mutable: ["size", "rules"], unordered: ["rules"], unread: ["code"] };

it.each<[string, Record<string, unknown>, Record<string, unknown>, readonly string[]]>([
  ["nothing differs", { size: 1, plot: "a" }, { size: 1, plot: "a", more: 2 }, []],
  ["a field that changes in place", { size: 1 }, { size: 2 }, ["size: 2 -> 1 in place"]],
  ["a field that does not", { plot: "a" }, { plot: "b" }, ['plot: "b" -> "a"']],
  ["a field that is not there", { plot: "a" }, {}, ['plot: undefined -> "a"']],
  ["a wanted field that is undefined is not compared", { plot: undefined }, { plot: "b" }, []],
  ["a field that cannot be read back is not compared", { code: "a" }, { code: "b" }, []],
  ["nothing where null is wanted", { plot: null }, {}, ["plot: undefined -> null"]],
  ["the order of keys means nothing", { plot: { a: 1, b: 2 } }, { plot: { b: 2, a: 1 } }, []],
  ["an undefined key is an absent one", { plot: { a: 1, b: undefined } }, { plot: { a: 1 } }, []],
  ["the order of a list means something", { plot: [1, 2] }, { plot: [2, 1] }, ["plot: [2,1] -> [1,2]"]],
  ["the order of a set means nothing", { rules: [{ a: 1 }, { b: 2 }] }, { rules: [{ b: 2 }, { a: 1 }] }, []],
  ["a set with another member", { rules: ["a"] }, { rules: ["b"] }, ['rules: ["b"] -> ["a"] in place']],
  ["a set with one member more", { rules: ["a", "b"] }, { rules: ["a"] }, ['rules: ["a"] -> ["a","b"] in place']],
  ["a set that is not there", { rules: ["a"] }, {}, ['rules: undefined -> ["a"] in place']],
  ["an empty set that is not there", { rules: [] }, {}, []],
  [
    "a reference that has no value yet",
    { plot: ref("a/1") },
    { plot: "b" },
    ['plot: "b" -> {"$ref":"a/1","field":"id"}'],
  ],
])("%s", (_what, desired, observed, expected) => {
  const shown = differences(kind, desired, observed).map(
    ({ field, before, after, inPlace }) =>
      `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}${inPlace ? " in place" : ""}`,
  );
  expect(shown).toEqual(expected);
});

it("of a field that its kind clears, none that stands is kept where none is wanted", () => {
  const kind = { mutable: ["key"], clears: ["key", "other"] };
  const change = { field: "key", before: "a", after: undefined, inPlace: true };
  expect(differences(kind, { color: "red" }, { color: "red", key: "a", rest: 1 })).toEqual([change]);
  expect(differences(kind, { color: "red", key: "a" }, { color: "red", key: "a" })).toEqual([]);
});

it("a kind need not say what is unordered or unread", () => {
  expect(differences({ mutable: [] }, { a: 1 }, { a: 2 })).toEqual([
    { field: "a", before: 2, after: 1, inPlace: false },
  ]);
});

describe("fields that others move", () => {
  const restless = { restless: ["a", "b"] };
  const props = { a: 1, b: 2, c: 3 };
  const changing = (...fields: string[]) => ({
    action: "update" as const,
    changes: fields.map((field) => changeOf(field)),
  });
  const changeOf = (field: string) => ({ field, before: 0, after: 1, inPlace: true });

  it.each([
    ["no change", {}, [], [], props],
    ["no change of them", restless, ["c"], ["a", "b"], { c: 3 }],
    ["a change of one", restless, ["c", "a"], ["b"], { a: 1, c: 3 }],
    ["changes of all", restless, ["b", "a"], [], props],
  ])("are minded by an update only where it changes them: %s", (_what, kind, fields, passed, wanted) => {
    expect(unminded(kind, changing(...fields).changes)).toEqual(passed);
    expect(mindedBy(changing(...fields), kind, props)).toEqual(wanted);
  });

  it("are minded by a creation", () => {
    expect(mindedBy({ action: "create", changes: [] }, restless, props)).toEqual(props);
  });
});

describe("tagDifferences", () => {
  const inherited = ["constructor", "toString", "valueOf", "hasOwnProperty", "__defineGetter__"];

  it.each(inherited)("the key %s, which every object inherits, is added and removed as any other", (key) => {
    const change = { field: `tags.${key}`, inPlace: true };
    expect(tagDifferences({}, { [key]: "x" })).toEqual([{ ...change, before: undefined, after: "x" }]);
    expect(tagDifferences({ [key]: "x" }, {})).toEqual([{ ...change, before: "x", after: undefined }]);
    expect(tagDifferences({ [key]: "x" }, { [key]: "x" })).toEqual([]);
  });

  it("are none on a kind that bears no tags", () => {
    expect(tagDifferences(undefined, { team: "a" })).toEqual([]);
  });
});
