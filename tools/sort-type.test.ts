import { expect, it } from "vitest";
import { sortType } from "./sort-type.ts";

it.each([
  ["'b' | 'a'", "'a' | 'b'"],
  ["undefined | string | null", "string | null | undefined"],
  ["{ readonly b: 'y' | 'x'; a?: 2 | 1 | undefined; }", "{ a?: 1 | 2 | undefined; readonly b: 'x' | 'y'; }"],
  ["{ c: { f: 1; e: 2; }; b: {}; }", "{ b: {}; c: { e: 2; f: 1; }; }"],
  ["{ readonly [Key in keyof T]?: 'b' | 'a'; }", "{ readonly [Key in keyof T]?: 'a' | 'b'; }"],
  ["(one: 'b' | 'a', two: Map<'d' | 'c', 1>) => 'f' | 'e'", "(one: 'a' | 'b', two: Map<'c' | 'd', 1>) => 'e' | 'f'"],
  ["Type<'b' | 'a'>[] | readonly ('d' | 'c')[]", "Type<'a' | 'b'>[] | readonly ('c' | 'd')[]"],
  ["T extends 'b' | 'a' ? 'd' | 'c' : never", "T extends 'a' | 'b' ? 'c' | 'd' : never"],
  ["'x, | y' | `a${string} | b` | 'it\\'s | so'", "'it\\'s | so' | 'x, | y' | `a${string} | b`"],
  ["((a: B) => void) | A", "((a: B) => void) | A"],
  ["A & C | B", "A & C | B"],
  ["a is 'z' | 'y'", "a is 'y' | 'z'"],
])("%s", (written, sorted) => {
  expect(sortType(written)).toBe(sorted);
});
