import { readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { AwsError } from "../aws-error.ts";
import { constraintCheck, type Constraints, expressionOf } from "./constraint.ts";
import { page } from "./page.ts";
import { repeatedKey, writeTags } from "./tag-list.ts";

const constraints = {
  RoleName: { required: true, min: 1, max: 8, pattern: "[\\w+=,.@-]+" },
  "Tags[].Key": { required: true, min: 1, max: 3 },
  "Config.Mode": { values: ["on", "off"] },
  SecretString: { min: 4 },
  Size: { min: 2, max: 5 },
} as const;

it.each([
  [{}, ["Value null at 'roleName' failed to satisfy constraint: Member must not be null"]],
  [
    { RoleName: "a b" },
    [
      "Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    ],
  ],
  [
    { RoleName: "abcdefghi" },
    ["Value 'abcdefghi' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 8"],
  ],
  [
    { RoleName: "a", Tags: [{ Key: "x" }, {}, { Key: "long" }] },
    [
      "Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null",
      "Value 'long' at 'tags.3.member.key' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
  ],
  [
    { RoleName: "a", Config: { Mode: "dim" } },
    ["Value 'dim' at 'config.mode' failed to satisfy constraint: Member must satisfy enum value set: [on, off]"],
  ],
  [
    { RoleName: "a", Size: 1 },
    ["Value '1' at 'size' failed to satisfy constraint: Member must have value greater than or equal to 2"],
  ],
  [
    { RoleName: "a", SecretString: "key" },
    ["Value at 'secretString' failed to satisfy constraint: Member must have length greater than or equal to 4"],
  ],
  [{ RoleName: "a", Config: {}, Tags: [] }, []],
])("the constraints that %j breaks", (input, broken) => {
  expect(constraintCheck(constraints, { sensitive: ["SecretString"] })(input).map(({ message }) => message)).toEqual(
    broken,
  );
});

it.each([
  ["[a-z]+", "abc", true],
  ["[a-z]+", "abc1", false],
  ["a|b", "bc", false],
  ["\\!?[a-z\\/\\=\\!]*", "!a/=!", true],
  ["\\!?[a-z]*", "\\a", false],
  ["[\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF]", "\u{1F980}", true],
  ["[\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF]", "\uD83E", false],
  ["[\\p{L}]+", "\u00e9", true],
])("the model's pattern %s on %j: %s", (pattern, value, fits) => {
  expect(expressionOf(pattern).test(value)).toBe(fits);
});

it("every pattern of every service can be read", async () => {
  const source = new URL("../", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("constraints.gen.ts"),
  );
  let patterns = 0;
  for (const file of files) {
    const { constraints: table }: { constraints: Readonly<Record<string, Constraints>> } = await import(
      new URL(file, source).href
    );
    for (const { pattern } of Object.values(table).flatMap((paths) => Object.values(paths))) {
      if (pattern === undefined) continue;
      patterns += 1;
      expect(() => expressionOf(pattern)).not.toThrow();
    }
  }
  expect(patterns).toBeGreaterThan(100);
});

function refuse(): AwsError {
  return new AwsError("InvalidNextToken", "no such token");
}

it("pages of any size give every row once, in order, whatever came or went meanwhile", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string()),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 20 }),
      (names, limit, lost) => {
        const rows = new Set(names);
        const seen: string[] = [];
        let token: string | undefined;
        do {
          const cut = page(rows, { key: (name) => name, limit, token, refuse });
          expect(cut.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...cut.rows);
          token = cut.next;
          const victim = names[lost];
          if (victim !== undefined && seen.includes(victim)) rows.delete(victim);
        } while (token !== undefined);
        expect(seen).toEqual([...names].toSorted((a, b) => (a < b ? -1 : 1)));
      },
    ),
  );
});

it.each(["banana", "cGFnZQ==", "cGFnZTp4IA"])("a token that no listing gave is refused: %s", (token) => {
  expect(() => page(["a"], { key: (name) => name, limit: 1, token, refuse })).toThrow("no such token");
});

it("tags are written in the order of their keys, and a repeated key is found wherever it stands", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.nat(), (tags, place) => {
      const written = writeTags(new Map(Object.entries(tags)));
      expect(written).toEqual(
        Object.entries(tags)
          .map(([Key, Value]) => ({ Key, Value }))
          .toSorted((a, b) => (a.Key < b.Key ? -1 : 1)),
      );
      expect(repeatedKey(written)).toBeUndefined();
      const twin = written[place % Math.max(written.length, 1)];
      if (twin !== undefined) expect(repeatedKey([...written, twin])).toBe(twin.Key);
    }),
  );
});
