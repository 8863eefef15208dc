import { format, inspect } from "node:util";
import { expect, it } from "vitest";
import { SecretValue } from "./secret-value.ts";

const value = new SecretValue("hunter2");

it.each([
  ["a joined list", [value, ""].join("")],
  ["String", String(value)],
  ["inspect", inspect({ nested: [value] }, { depth: null, showHidden: true })],
  ["format", format("%s %o %j", value, value, "x")],
  ["its keys", Object.entries(value).flat().join()],
])("does not show itself to %s", (_name, text) => {
  expect(text).not.toContain("hunter2");
});

it("cannot be serialised, alone or inside something", () => {
  expect(() => JSON.stringify({ deep: [value] })).toThrow("a secret's value cannot be serialised");
});

it("is revealed to who asks for it", () => {
  expect(value.reveal()).toBe("hunter2");
});
