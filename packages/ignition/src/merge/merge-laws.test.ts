import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeConfig } from "../../test/engine/node-config.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { specVersions } from "../spec/spec-version.ts";
import { mergeIgnition } from "./merge-ignition.ts";
import type { Origin } from "./origin.ts";

/** The value at `$.storage.files.0.path` of a config. */
function valueAt(config: IgnitionConfig, path: string): unknown {
  let value: unknown = config;
  for (const step of path.split(".").slice(1)) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

/** The places of all texts, numbers and truth values below. */
function leavesOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([step, inner]) => leavesOf(inner, `${path}.${step}`));
}

const versions = specVersions.slice(3);
const pair = fc.constantFrom(...versions).chain((version) => fc.tuple(nodeConfig([version]), nodeConfig([version])));

/**
 * Whether no two files, directories and links of the config have one path: Ignition refuses such a config.
 */
function hasOneNodePerPath({ storage: { files = [], directories = [], links = [] } = {} }: IgnitionConfig): boolean {
  const paths = [...files, ...directories, ...links].map(({ path }) => path);
  return new Set(paths).size === paths.length;
}

describe("a merge", () => {
  it("takes each value of the result from where its origin says, and each has one", () => {
    fc.assert(
      fc.property(pair, ([parent, child]) => {
        const { config, origins } = mergeIgnition(parent, child);
        const known = new Map(origins.map((origin) => [origin.path, origin]));
        const sourceOf = (origin: Origin | undefined): unknown =>
          origin && valueAt(origin.side === "parent" ? parent : child, origin.source);
        expect(
          leavesOf(config, "$").filter((path) => sourceOf(known.get(path)) !== valueAt(config, path)),
          "not what its origin has",
        ).toEqual([]);
        expect(
          origins.filter((origin) => sourceOf(origin) === undefined || valueAt(config, origin.path) === undefined),
          "of nothing, or for nothing",
        ).toEqual([]);
      }),
    );
  });

  it("passes over nothing that the child says", () => {
    fc.assert(
      fc.property(pair, ([parent, child]) => {
        fc.pre(hasOneNodePerPath(child));
        const { origins } = mergeIgnition(parent, child);
        const used = new Set(origins.filter(({ side }) => side === "child").map(({ source }) => source));
        expect(leavesOf(child, "$").filter((path) => !used.has(path))).toEqual([]);
      }),
    );
  });
});
