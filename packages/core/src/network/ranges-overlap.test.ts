import { expect, it } from "vitest";
import { rangesOverlap } from "./ranges-overlap.ts";

it.each([
  ["10.10.0.0/16", "10.10.7.0/24", true],
  ["10.10.7.0/24", "10.10.0.0/16", true],
  ["10.10.0.0/24", "10.10.1.0/24", false],
  ["10.10.0.0/24", "10.10.0.0/24", true],
  ["10.10.0.0", "10.10.0.0/24", false],
  ["", "10.10.0.0/24", false],
])("%s and %s share an address: %s", (one, other, shared) => {
  expect(rangesOverlap(one, other)).toBe(shared);
});
