import { expect, it } from "vitest";
import { remembered } from "./remembered.ts";

it("asks once for each text, and forgets the oldest", () => {
  const asked: string[] = [];
  const length = remembered(2, (text) => {
    asked.push(text);
    return text.length;
  });
  expect(["a", "bb", "a", "ccc", "bb", "a"].map(length)).toEqual([1, 2, 1, 3, 2, 1]);
  expect(asked).toEqual(["a", "bb", "ccc", "a"]);
});
