import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { acceptedSurvivors } from "./accepted-survivors.ts";

const root = join(import.meta.dirname, "..", "..");

it("accepts survivors only of lines that their files have", () => {
  const linesOf = (file: string) => readFileSync(join(root, file), "utf8").split("\n");
  const stale = acceptedSurvivors.filter(({ file, line }) => !linesOf(file).some((text) => text.trim() === line));
  expect(stale).toEqual([]);
});
