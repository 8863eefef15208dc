import { describe, expect, it } from "vitest";
import { ageInDays, ageWarning } from "./image-age.ts";

function image(ageDays: number, deprecated = false) {
  return { id: "ami-1", name: "an-image", ageDays, deprecated };
}

describe("ageInDays", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z", 0],
    ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", 59],
    ["2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z", 0],
  ])("from %s to %s is %d", (from, to, days) => expect(ageInDays(Date.parse(from), Date.parse(to))).toBe(days));
});

describe("ageWarning", () => {
  it.each([
    ["flatcar", 243, undefined],
    ["flatcar", 244, /take a newer release soon$/],
    ["flatcar", 273, /take a newer release soon$/],
    ["flatcar", 274, /can no longer be launched/],
    ["ubuntu", 1000, undefined],
  ] as const)("%s of %d days: %s", (os, days, words) => {
    const warning = ageWarning({ os }, image(days));
    if (words === undefined) expect(warning).toBeUndefined();
    else expect(warning).toMatch(words);
  });

  it("tells what its publisher has deprecated", () => {
    expect(ageWarning({ os: "amazon-linux" }, image(10, true))).toBe(
      "an-image (ami-1) is deprecated by its publisher: take a newer release",
    );
  });
});
