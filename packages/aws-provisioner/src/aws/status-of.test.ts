import { expect, it } from "vitest";
import { statusOf } from "./status-of.ts";

const statuses = { available: "ready", deleted: "gone" } as const;

it.each([
  ["available", "ready"],
  ["deleted", "gone"],
  ["hibernating", "pending"],
  ["constructor", "pending"],
  [undefined, "pending"],
])("the state %s means %s", (state, status) => {
  expect(statusOf(statuses, state)).toBe(status);
});
