import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { parsedSource } from "./parsed-source.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/errors.md"), "utf8");

function sourcesOf(name: string): readonly ts.SourceFile[] {
  const folder = join(root, "packages", name, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.(?:test|test-d|gen)\.ts$/.test(file))
    .map((file) => parsedSource(join("packages", name, "src", file)));
}

/** The members of a union of words, or of the one word, looking up a name among the package's types. */
function codesOf(type: ts.TypeNode | undefined, sources: readonly ts.SourceFile[]): string[] {
  if (type === undefined) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((member) => codesOf(member, sources));
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  const name = type.getText();
  const alias = sources
    .flatMap((source) => [...source.statements])
    .find((one): one is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(one) && one.name.text === name);
  return codesOf(alias?.type, sources);
}

/** `ProvisionError declined`: the codes of every class of a package that is a `DrydockError`. */
function declared(name: string): string[] {
  const sources = sourcesOf(name);
  return sources
    .flatMap((source) => [...source.statements])
    .filter((one) => ts.isClassDeclaration(one))
    .flatMap((one) => {
      const base = one.heritageClauses
        ?.flatMap(({ types }) => [...types])
        .find((type) => type.expression.getText().endsWith("Error"));
      if (base?.expression.getText() !== "DrydockError") return [];
      const codes = codesOf(base.typeArguments?.[0], sources);
      return (codes.length === 0 ? ["has no code"] : codes).map((code) => `${one.name?.text} ${code}`);
    });
}

/** The same of the page: the rows under the headings of a package. */
function documented(name: string): string[] {
  const [, section = ""] = new RegExp(`^## @drydock/${name}\\n([^]*?)(?=^## |$(?![^]))`, "m").exec(page) ?? [];
  return section.split(/^### /m).flatMap((part) => {
    const [title = ""] = part.split("\n", 1);
    return [...part.matchAll(/^\| `([\w-]+)` \| (.+) \| (.+) \|$/gm)].map(([, code]) => `${title} ${code}`);
  });
}

it.each(readdirSync(join(root, "packages")))("docs/errors.md has every error code of @drydock/%s", (name) => {
  expect(documented(name).toSorted()).toEqual(declared(name).toSorted());
});

/** The texts of a package's tests. */
function testsOf(name: string): readonly string[] {
  const folder = join(root, "packages", name, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

// A test that provokes an error expects an object with its code.
it("a test of @drydock/aws-provisioner provokes each of its error codes", () => {
  const tests = testsOf("aws-provisioner");
  const codes = declared("aws-provisioner").map((row) => row.replace("ProvisionError ", ""));
  expect(codes.filter((code) => !tests.some((text) => text.includes(`code: "${code}"`)))).toEqual([]);
});

it("finds classes and codes at all", () => {
  const codes = ["OptionError invalid-option", "UnitError invalid-unit"];
  expect(declared("systemd")).toEqual(codes);
  expect(documented("systemd")).toEqual(codes);
});

// An error of another kind would leave callers without a code. AWS's own errors, which the simulated account
// throws, are none of ours.
it.each(readdirSync(join(root, "packages")).filter((name) => name !== "aws-simulator"))(
  "every error class that @drydock/%s exports is a DrydockError",
  (name) => {
    const index = readFileSync(join(root, "packages", name, "src/index.ts"), "utf8");
    const exported = [...new Set(index.match(/\b\w+(?:Error|Failure)\b/g))].filter((word) => word !== "DrydockError");
    const known = declared(name).map((row) => row.split(" ", 1)[0]);
    const classes = sourcesOf(name).flatMap((source) => source.statements.filter((one) => ts.isClassDeclaration(one)));
    const foreign = exported.filter((word) => classes.some((one) => one.name?.text === word) && !known.includes(word));
    expect(foreign).toEqual([]);
  },
);
