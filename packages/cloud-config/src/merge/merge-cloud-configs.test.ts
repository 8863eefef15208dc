import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CloudConfig, mergeAsCloudInit, mergeCloudConfigs } from "../index.ts";
import { arbitraryOf } from "../../test/arbitrary-value.ts";
import { cloudConfigShape } from "../schema/cloud-config-shape.ts";

const config = arbitraryOf(cloudConfigShape, "26.2") as fc.Arbitrary<CloudConfig>;

/** Whether no key of the two has a mapping or a list in one, and something else in the other. */
function areOfOneSort(a: unknown, b: unknown): boolean {
  if (sortOf(a) !== sortOf(b)) return false;
  if (sortOf(a) !== "mapping") return true;
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys(one).every((key) => !Object.hasOwn(other, key) || areOfOneSort(one[key], other[key]));
}

function sortOf(value: unknown): "list" | "mapping" | "scalar" {
  if (Array.isArray(value)) return "list";
  return typeof value === "object" && value !== null ? "mapping" : "scalar";
}

describe("mergeCloudConfigs", () => {
  it("joins lists and mappings, and lets the later scalar win", () => {
    const merged = mergeCloudConfigs(
      { packages: ["a"], apt: { sources: { x: { source: "1" } } }, hostname: "a" },
      { packages: ["b"], apt: { proxy: "p", sources: { x: { key: "k" } } }, hostname: "b" },
    );
    expect(merged).toEqual({
      packages: ["a", "b"],
      apt: { proxy: "p", sources: { x: { source: "1", key: "k" } } },
      hostname: "b",
    });
  });

  it("is associative, and an empty config changes nothing", () => {
    fc.assert(
      fc.property(config, config, config, (a, b, c) => {
        // A scalar between two mappings takes the place of the first, or is itself replaced by the second.
        fc.pre(areOfOneSort(a, b) && areOfOneSort(b, c) && areOfOneSort(a, c));
        expect(mergeCloudConfigs(mergeCloudConfigs(a, b), c)).toEqual(mergeCloudConfigs(a, mergeCloudConfigs(b, c)));
        expect(mergeCloudConfigs(a, {})).toEqual(a);
        expect(mergeCloudConfigs({}, a)).toEqual(a);
      }),
      { numRuns: 100 },
    );
  });

  it("does not touch a prototype", () => {
    mergeCloudConfigs(
      JSON.parse('{"__proto__": {"polluted": true}}') as CloudConfig,
      JSON.parse('{"__proto__": {"polluted": true}}') as CloudConfig,
    );
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("mergeAsCloudInit", () => {
  it.each([
    [
      "the default",
      undefined,
      { a: [1], b: { x: 1 }, c: "s" },
      { a: [2], b: { y: 2 } },
      { a: [2], b: { y: 2 }, c: "s" },
    ],
    [
      "appended lists",
      "list(append)+dict(recurse_array)+str()",
      { a: [1], c: "s" },
      { a: [2], c: "t" },
      { a: [1, 2], c: "s" },
    ],
    ["deleted keys", "dict(allow_delete)+list()+str()", { a: 1 }, { a: null }, {}],
  ])("knows %s", (_name, how, base, over, expected) => {
    expect(mergeAsCloudInit(base, over, how)).toEqual(expected);
  });

  it.each(["list(apend)", "tuple()", "list(append"])("refuses %s", (how) => {
    expect(() => mergeAsCloudInit({}, {}, how)).toThrow(RangeError);
  });
});
