import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
function read(...path: string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}
function manifest(...path: string[]): { engines?: { node?: string }; dependencies?: Record<string, string> } {
  return JSON.parse(read(...path, "package.json")) as object;
}

/** The oldest Node that Drydock runs on, as `engines` says. */
const floor = (manifest().engines?.node ?? "").replace(">=", "");
const recommended = read(".node-version").trim();
const workflows = readdirSync(join(root, ".github/workflows")).map((name) => [name, read(".github/workflows", name)]);

type Version = readonly [major: number, minor: number, patch: number];
function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return [major, minor, patch];
}
function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * Whether a range of the forms that packages write for Node (`>=20`, `^20.19 || >=22.12`, `18 || 20`, `*`)
 * admits a version.
 */
function admits(range: string, version: string): boolean {
  const wanted = versionOf(version);
  return range.split("||").some((part) =>
    [...part.matchAll(/(>=|<|\^)?\s*v?(\d+(?:\.\d+){0,2}|\*)/g)].every(([, sign = "", text = ""]) => {
      const order = text === "*" ? 0 : compare(wanted, versionOf(text));
      if (sign === ">=") return order >= 0;
      if (sign === "<") return order < 0;
      if (sign === "^") return order >= 0 && wanted[0] === versionOf(text)[0];
      return text === "*" || text.split(".").every((digits, place) => Number(digits) === wanted[place]);
    }),
  );
}

describe("the policy for Node", () => {
  it.each([
    [">=20", "20.19.0", true],
    [">=22.12", "20.19.0", false],
    ["^20.19 || >=22.12", "20.19.0", true],
    ["^20.19 || >=22.12", "21.0.0", false],
    [">= 14.6 <20", "20.19.0", false],
    ["18 || 20", "20.19.0", true],
    ["18 || 22", "20.19.0", false],
    ["*", "20.19.0", true],
  ])("reads the range %s of %s", (range, version, admitted) => {
    expect(admits(range, version)).toBe(admitted);
  });

  it("is the README's: the floor that still works, and the version to take", () => {
    const [section = ""] = /^## Node\n[^]*?(?=^## )/m.exec(read("README.md")) ?? [];
    expect(section).toContain(`Node ${recommended}`);
    expect(section).toContain(floor);
  });

  it("is what CI tests: the floor to the letter, and 20, 22 and 24", () => {
    const ci = read(".github/workflows/ci.yml");
    expect(ci).toContain(`node: ["${floor}", "22", "24"]`);
    expect(ci).toContain(`node: ["${floor}.0", "22", "24"]`);
  });

  // The lockfile holds each of these; an update that asks for a newer Node fails here before anybody installs
  // it.
  it.each(
    readdirSync(join(root, "packages")).flatMap((name) =>
      Object.entries(manifest("packages", name).dependencies ?? {})
        .filter(([, version]) => version === "catalog:")
        .map(([dependency]) => ({ name, dependency })),
    ),
  )("$dependency, which $name uses at run time, runs on the floor", ({ name, dependency }) => {
    const range = manifest("packages", name, "node_modules", dependency).engines?.node ?? "*";
    expect(admits(range, `${floor}.0`), range).toBe(true);
  });
});

describe.each(workflows)(".github/workflows/%s", (_name, text) => {
  it("takes actions of other repositories at a full version", () => {
    const used = [...text.matchAll(/^\s*(?:- )?uses: (\S+)$/gm)].map(([, action = ""]) => action);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !action.startsWith("./") && !/@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it("starts from the least permissions", () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read)$/m);
  });

  it("names only commands that there are", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
