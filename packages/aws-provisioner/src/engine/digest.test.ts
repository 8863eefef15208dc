import { expect, it } from "vitest";
import { digest } from "./digest.ts";
import { fingerprint } from "./fingerprint.ts";
import { tokenFor } from "./token.ts";

// Digests stand in plans and records that other versions read, and tokens in calls that other processes
// repeat.
it("a digest is 32 digits of a SHA-256, the same for equal values in any order of keys", () => {
  expect(digest({ a: 1, b: [2] })).toMatchInlineSnapshot(`"0855bfc20eb6cfaa4be7d6b510c63dd2"`);
  expect(digest({ b: [2], a: 1 })).toBe(digest({ a: 1, b: [2] }));
  expect(digest({ a: 1, b: [3] })).not.toBe(digest({ a: 1, b: [2] }));
});

it("a fingerprint is of the id and the fields alone", () => {
  expect(fingerprint({ id: "v-1", props: { cidr: "10.0.0.0/16" } })).toMatchInlineSnapshot(
    `"4a4a724edf60d689c7941d679da937b8"`,
  );
  const ready = { id: "v-1", props: {}, status: "ready" };
  expect(fingerprint(ready)).toBe(fingerprint({ id: "v-1", props: {} }));
});

it("a token differs by operation, by step and by parameters", () => {
  expect(tokenFor("op", "create vpc/main", { cidr: "10.0.0.0/16" })).toMatchInlineSnapshot(
    `"13b168ec9a3704963a5ef07fe09824f6"`,
  );
  const tokens = [tokenFor("a", "s", {}), tokenFor("b", "s", {}), tokenFor("a", "t", {}), tokenFor("a", "s", { x: 1 })];
  expect(new Set(tokens).size).toBe(4);
});
