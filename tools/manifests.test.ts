import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const home = "https://github.com/drydock/drydock";

/** What a package says of itself to the registry, to npm and to a reader. */
interface Manifest {
  readonly description: string;
  readonly keywords: readonly string[];
  readonly homepage: string;
  readonly bugs: string;
  readonly license: string;
  readonly repository: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
}

const workspace = manifestOf(".");

describe.each(readdirSync(join(root, "packages")))("@drydock/%s", (name) => {
  const manifest = manifestOf(`packages/${name}`);

  // The registry compares `repository` with the repository whose workflow publishes, and refuses provenance
  // when they differ.
  it("names the repository that publishes it, and its folder there", () => {
    expect(manifest.repository).toEqual({
      type: "git",
      url: `git+${home}.git`,
      directory: `packages/${name}`,
    });
    expect(manifest.homepage).toBe(`${home}/tree/main/packages/${name}#readme`);
    expect(manifest.bugs).toBe(`${home}/issues`);
  });

  it("is found by what it is, under the licence and on the Node of the workspace", () => {
    expect(manifest.keywords.length).toBeGreaterThanOrEqual(4);
    expect(manifest.keywords).toEqual([...new Set(manifest.keywords)].toSorted());
    expect(manifest.license).toBe(workspace.license);
    expect(manifest.engines).toEqual(workspace.engines);
  });
});

it("the workspace names the same repository", () => {
  expect(workspace.repository).toEqual({ type: "git", url: `git+${home}.git` });
  expect(workspace.bugs).toBe(`${home}/issues`);
});

it.each([".github/ISSUE_TEMPLATE/config.yml", "SECURITY.md"])("%s leads to that repository and to no other", (path) => {
  const links = readFileSync(join(root, path), "utf8").match(/https:\/\/github\.com\/[\w-]+\/[\w-]+/g) ?? [];
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => link !== home)).toEqual([]);
});
