import { expect, it } from "vitest";
import { brokenRules } from "../test/broken-rules.ts";
import { blueprint, network } from "./index.ts";

const form = ["bucket-name at buckets.0"];

it.each([
  [["a"], []],
  [["logs-2"], []],
  [["a".repeat(36)], []],
  [["a".repeat(37)], form],
  [["Logs"], form],
  [["logs-"], form],
  [["-logs"], form],
  [["lo--gs"], form],
  [["logs!"], form],
  [["!logs"], form],
  [[""], form],
  [["a", "b", "a"], ["bucket-duplicate at buckets.2"]],
])("of the buckets %j: %j", (buckets, broken) => {
  expect(brokenRules(blueprint("fleet", { network: network({ cidr: "10.10.0.0/16" }), buckets }))).toEqual(broken);
});
