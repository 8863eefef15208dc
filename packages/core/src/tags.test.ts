import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../test/broken-rules.ts";

function tags(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}

it.each([
  [30, []],
  [31, ["tag-count at tags", "tag-count at pools.web.metadata"]],
])("%i of them", (count, broken) => {
  expect(brokenRules(ofPool({ metadata: tags(count) }, { tags: tags(count) }))).toEqual(broken);
});

it.each([
  ["team", []],
  ["a+b=c.d,e_f:g@h-i", []],
  ["a".repeat(128), []],
  ["a".repeat(129), ["tag-key"]],
  ["", ["tag-key"]],
  ["a key", ["tag-key"]],
  ["a/b", ["tag-key"]],
  ["/ab", ["tag-key"]],
  ["ab/", ["tag-key"]],
  [".", ["tag-key"]],
  ["..", ["tag-key"]],
  ["...", []],
  ["_index", ["tag-key"]],
  ["aws:team", ["tag-reserved"]],
  ["AWS:team", ["tag-reserved"]],
  ["drydock:team", ["tag-reserved"]],
  ["my-aws:team", []],
  ["awsome", []],
  ["Name", ["tag-reserved"]],
  ["name", []],
])("of the key %j", (key, broken) => {
  const rules = broken.map((rule) => `${rule} at tags.${key}`);
  expect(brokenRules(ofPool({}, { tags: { [key]: "value" } }))).toEqual(rules);
});

it.each([
  ["", []],
  ["a".repeat(256), []],
  ["a".repeat(257), ["tag-value at tags.key"]],
  ["Zoë 1_.:/=+@,-", []],
  ["a\nb", ["tag-value at tags.key"]],
  ["<ab", ["tag-value at tags.key"]],
  ["ab>", ["tag-value at tags.key"]],
])("of the value %j", (value, broken) => {
  expect(brokenRules(ofPool({}, { tags: { key: value } }))).toEqual(broken);
});
