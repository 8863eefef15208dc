import { expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

it.each([
  ["wrte_files", "write_files"],
  ["write-files", "write_files"],
  ["Packages", "packages"],
  ["pacakges", "packages"],
  ["xyz", undefined],
  ["", undefined],
  ["w".repeat(100_000), undefined],
])("%.20s is nearest to %s", (name, expected) => {
  expect(nearestName(name, ["write_files", "packages", "users"])).toBe(expected);
});
