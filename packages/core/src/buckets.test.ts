import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../test/broken-rules.ts";
import { faultsOf } from "../test/faults-of.ts";
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

faultsOf([
  [
    "buckets",
    ofPool({}, { buckets: ["Logs", "data", "data"] }),
    `error at fleet.buckets.0: "Logs" is no name of a bucket [bucket-name]
       Use 1 to 36 lower-case letters, digits and single hyphens: account and cluster come before it, and AWS takes 63.
     error at fleet.buckets.2: bucket "data" is named twice [bucket-duplicate]
       Name it once.`,
  ],
]);
