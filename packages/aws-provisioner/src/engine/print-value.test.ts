import { expect, it } from "vitest";
import { printDuration } from "./print-duration.ts";
import { printValue } from "./print-value.ts";
import { ref } from "./ref.ts";

it.each([
  [undefined, "nothing"],
  [null, "null"],
  [7, "7"],
  ["text", '"text"'],
  [ref("vpc/main", "cidr"), '"vpc/main.cidr"'],
  [[ref("a/1"), { deep: ref("b/2"), plain: null }], '["a/1.id",{"deep":"b/2.id","plain":null}]'],
  ["x".repeat(98), `"${"x".repeat(98)}"`],
  ["x".repeat(99), `"${"x".repeat(75)}... (101 characters)`],
])("the value %j", (value, text) => expect(printValue(value)).toBe(text));

it.each([
  [0, "0 s"],
  [0.4, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min"],
  [60, "1 min"],
  [61, "1 min 1 s"],
  [200, "3 min 20 s"],
  [3600, "60 min"],
])("%d seconds", (seconds, text) => expect(printDuration(seconds)).toBe(text));
