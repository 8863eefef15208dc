import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parsedSource } from "./parsed-source.ts";

const root = join(import.meta.dirname, "..");

/**
 * What each package may import beside itself, from the ground up. Nothing imports upward, and no package
 * imports a sibling on its own floor.
 */
const floors: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  systemd: [],
  ignition: ["@drydock/systemd", "fflate"],
  "cloud-config": ["@drydock/systemd", "yaml"],
  core: ["@drydock/systemd", "@drydock/ignition", "@drydock/cloud-config", "zod"],
  "aws-provisioner": [
    "@drydock/core",
    "@drydock/systemd",
    /^@aws-sdk\/client-/,
    "@smithy/types",
    "@peculiar/x509",
    "reflect-metadata",
    "zod",
  ],
  "aws-simulator": ["@drydock/systemd", /^@aws-sdk\/client-/, "@smithy/types"],
};

/**
 * Rooms within the provisioner, and what of it each may import. The engine knows no AWS; the model makes no
 * calls.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  engine: ["engine"],
  kinds: ["kinds", "engine", "aws"],
  model: ["model", "kinds", "engine", "aws"],
  aws: ["aws", "engine", "kinds", "model"],
  cluster: ["cluster", "aws", "engine", "kinds", "model"],
  signals: ["signals", "engine"],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function isTest(file: string) {
  return /\.(test|test-d|real\.test)\.ts$/.test(file) || file.split(sep).includes("testing");
}

const known = new Map<string, readonly Import[]>();

function importsOf(folder: string): readonly Import[] {
  const imports = known.get(folder) ?? readImports(folder);
  known.set(folder, imports);
  return imports;
}

function readImports(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !isTest(file))
    .flatMap((file) => {
      const path = join(folder, file);
      const found: Import[] = [];
      const visit = (node: ts.Node): void => {
        if (
          (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
          node.moduleSpecifier &&
          ts.isStringLiteral(node.moduleSpecifier)
        ) {
          const typeOnly = ts.isImportDeclaration(node)
            ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
            : node.isTypeOnly;
          found.push({ file: path, target: node.moduleSpecifier.text, typeOnly });
        }
        if (
          ts.isCallExpression(node) &&
          node.expression.kind === ts.SyntaxKind.ImportKeyword &&
          node.arguments[0] &&
          ts.isStringLiteral(node.arguments[0])
        ) {
          found.push({ file: path, target: node.arguments[0].text, typeOnly: false });
        }
        ts.forEachChild(node, visit);
      };
      visit(parsedSource(path));
      return found;
    });
}

/** Names of the packages that are imported, whole or by a path within them (`@drydock/systemd/ground`). */
function packagesIn(imports: readonly Import[]): ReadonlySet<string> {
  const foreign = imports.filter(({ target }) => !target.startsWith(".") && !target.startsWith("node:"));
  return new Set(foreign.map(({ target }) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target));
}

describe.each(Object.entries(floors))("@drydock/%s", (name, allowed) => {
  const imports = importsOf(join("packages", name, "src"));

  it("imports only what stands below it", () => {
    const wrong = [...packagesIn(imports)].filter(
      (target) => !allowed.some((rule) => (typeof rule === "string" ? target === rule : rule.test(target))),
    );
    expect(wrong).toEqual([]);
  });

  it("names in package.json what it imports, and nothing else", () => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as {
      dependencies?: object;
    };
    expect(Object.keys(dependencies).toSorted()).toEqual([...packagesIn(imports)].toSorted());
  });

  it("reaches into no other package's files", () => {
    expect(imports.filter(({ target }) => /^\.\.\/.*\/(packages|src)\//.test(target))).toEqual([]);
  });
});

describe("the provisioner's rooms", () => {
  const imports = importsOf(join("packages", "aws-provisioner", "src"));

  it.each(Object.keys(rooms))("%s imports only its own and those below", (room) => {
    const own = imports.filter(({ file }) => file.includes(`/src/${room}/`));
    const wrong = own.filter(({ file, target }) => {
      if (!target.startsWith(".")) return false;
      const [, other] = /\/src\/([a-z]+)\//.exec(join(dirname(file), target).split(sep).join("/")) ?? [];
      return other !== undefined && !rooms[room]!.includes(other);
    });
    expect(own.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it("keeps the SDK out of the engine, and clients out of the model", () => {
    expect(
      imports.filter(({ file, target }) => file.includes("/src/engine/") && target.startsWith("@aws-sdk/")),
    ).toEqual([]);
    expect(
      imports.filter(
        ({ file, target, typeOnly }) => file.includes("/src/model/") && target.startsWith("@aws-sdk/") && !typeOnly,
      ),
    ).toEqual([]);
  });
});

it("core does no input or output", () => {
  const io = /^node:(fs|fs\/promises|net|http|https|child_process|dgram|tls|worker_threads)$/;
  expect(importsOf(join("packages", "core", "src")).filter(({ target }) => io.test(target))).toEqual([]);
});

it("importing the packages below the provisioner loads no AWS SDK", () => {
  const names = ["systemd", "ignition", "cloud-config", "core"];
  const program = `
    import { Module } from "node:module";
    for (const name of ${JSON.stringify(names)}) {
      await import("@drydock/" + name);
      const foreign = Object.keys(Module._cache).filter((file) => /@aws-sdk|@smithy/.test(file));
      console.log(name + ": " + JSON.stringify(foreign));
    }`;
  const printed = execFileSync(
    process.execPath,
    ["--import", "tsx", "--conditions=@drydock/source", "--input-type=module", "-e", program],
    { cwd: join(root, "examples"), encoding: "utf8" },
  );
  expect(printed.trim().split("\n")).toEqual(names.map((name) => `${name}: []`));
});
