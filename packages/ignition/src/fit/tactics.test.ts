import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeConfig } from "../../test/engine/node-config.ts";
import { parseIgnition } from "../parse/parse-ignition.ts";
import { RenderError } from "../render/render-error.ts";
import { simulateFiles } from "../simulate/simulate-files.ts";
import type { Config } from "../spec/ignition-config.ts";
import { specVersions } from "../spec/spec-version.ts";
import { findTarget } from "../target/targets.ts";
import { type FitTactic, fitUserData, type FittedUserData } from "./fit-user-data.ts";

function store({ key }: { readonly key: string }): string {
  return `https://example.com/${key}`;
}
const target = findTarget("fedora-coreos-44");

/** Every form that the config's user data can take, each by a limit that the one before it just misses. */
function everyTactic(config: Config): FittedUserData[] {
  const forms: FittedUserData[] = [];
  for (let limit = 10 ** 6; ; limit = (forms.at(-1)?.breakdown.total ?? 1) - 1) {
    try {
      forms.push(fitUserData(config, { limit, target, lints: false, store }));
    } catch {
      return forms;
    }
  }
}

describe("the tactics of fitUserData", () => {
  it("all leave the same disk, never grow, and account for every byte", () => {
    const seen = new Set<FitTactic>();
    fc.assert(
      fc.property(nodeConfig(specVersions), (config) => {
        fc.pre(isValid(config));
        const forms = everyTactic(config);
        const expected = simulateFiles(config, { os: target });
        for (const { userData, tactic, breakdown, objects } of forms) {
          seen.add(tactic);
          const fetch = (url: string): Uint8Array | undefined => {
            const object = objects.find((each) => each.url === url);
            return object && Buffer.from(object.body);
          };
          const read = parseIgnition(userData, { lints: false });
          expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
          const actual = simulateFiles(read.config ?? { ignition: { version: "3.0.0" } }, { os: target, fetch });
          expect([...actual.tree]).toEqual([...expected.tree]);
          expect(actual.failure === undefined).toBe(expected.failure === undefined);
          expect(breakdown.parts.reduce((sum, part) => sum + part.userDataBytes, breakdown.frame)).toBe(
            Buffer.byteLength(userData),
          );
        }
      }),
      { numRuns: 40 },
    );
    expect([...seen].sort()).toEqual(["envelope", "external", "minimal", "shortest-urls"]);
  });
});

function isValid(config: Config): boolean {
  try {
    fitUserData(config, { limit: 10 ** 6, target, lints: false });
    return true;
  } catch (error) {
    if (error instanceof RenderError) return false;
    throw error;
  }
}
