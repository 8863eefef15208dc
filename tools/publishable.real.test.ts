import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDeclarations } from "./build-declarations.ts";

const root = join(import.meta.dirname, "..");
const packages = readdirSync(join(root, "packages"));
// The build calls its programs by name.
const env = {
  ...process.env,
  PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"]}`,
  CI: "true",
};

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules", ".bin", command), args, {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}

/** The packages say that they are ES modules only: who asks in other ways finds none, as is meant. */
const esmOnly: readonly string[] = ["node10", "node16-cjs"] satisfies ResolutionKind[];

describe.sequential("what is published", () => {
  const packs = mkdtempSync(join(tmpdir(), "drydock-packs-"));
  const packed = (name: string) => readFileSync(join(packs, `drydock-${name}-${versionOf(name)}.tgz`));

  beforeAll(async () => {
    await buildDeclarations();
    expect(run("pnpm", "-r", "build")).toMatchObject({ status: 0 });
    expect(run("pnpm", "-r", "--filter", "./packages/*", "pack", "--pack-destination", packs)).toMatchObject({
      status: 0,
    });
  });
  afterAll(() => rmSync(packs, { recursive: true, force: true }));

  it.each(packages)("@drydock/%s is well formed", async (name) => {
    const tarball = new Uint8Array(packed(name)).buffer;
    expect((await publint({ pack: { tarball }, strict: true })).messages).toEqual([]);
  });

  it.each(packages)("@drydock/%s has its types for every resolver of ES modules", async (name) => {
    const found = await checkPackage(createPackageFromTarballData(new Uint8Array(packed(name))));
    const problems = "problems" in found ? found.problems : ["has no types"];
    const kinds = problems.map((problem) => JSON.stringify(problem));
    expect(kinds.filter((problem) => !esmOnly.some((kind) => problem.includes(`"${kind}"`)))).toEqual([]);
    expect(Object.keys("entrypoints" in found ? found.entrypoints : {})).toContain(".");
  });

  it.each(packages)("@drydock/%s says what it is, and carries its licence's name and a README", (name) => {
    const folder = join(root, "packages", name);
    const { description, license, files, engines } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as Record<string, unknown>;
    expect({ license, files, engines }).toEqual({
      license: "Apache-2.0",
      files: ["dist", "!dist/.tsbuildinfo"],
      engines: { node: ">=20.19" },
    });
    expect(description).toEqual(expect.stringMatching(/.{20,}/));
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`# @drydock/${name}`);
  });

  it.each(packages)("@drydock/%s is imported by a plain Node program", (name) => {
    const program = `import * as all from "@drydock/${name}"; console.log(Object.keys(all).length)`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: join(root, "examples"),
      env,
      encoding: "utf8",
    });
    expect(Number(printed)).toBeGreaterThan(0);
  });

  // What others wrote (the SDK, readers of YAML, compressors) takes longer to load than all of Drydock; a
  // schema library takes as long as a package that uses it.
  it.each(["systemd", "ignition", "cloud-config", "core", "aws-provisioner"])(
    "@drydock/%s loads nothing but Drydock's own files until it is used",
    (name) => {
      const printed = execFileSync(process.execPath, ["--input-type=module", "-e", loadedBy(`@drydock/${name}`)], {
        cwd: join(root, "examples"),
        env,
        encoding: "utf8",
      });
      const loaded = printed.trim().split("\n");
      expect(loaded.filter((url) => url.includes(`/packages/${name}/dist/index.js`))).toHaveLength(1);
      expect(loaded.filter((url) => !/^node:|\/packages\/[\w-]+\/dist\/[\w-]+\.js$/.test(url))).toEqual([]);
    },
  );
});

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

/** A program that prints what importing a package loads, a URL or a path each. */
function loadedBy(name: string): string {
  const hooks = `
    import { writeSync } from "node:fs";
    export async function load(url, context, next) {
      writeSync(1, url + String.fromCharCode(10));
      return next(url, context);
    }`;
  return `
    import { createRequire, register } from "node:module";
    register("data:text/javascript,${encodeURIComponent(hooks)}");
    await import("${name}");
    for (const path of Object.keys(createRequire(process.cwd() + "/").cache)) console.log(path);`;
}
