import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parsedSource } from "./parsed-source.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/formats.md"), "utf8");
const engine = join(root, "packages/aws-provisioner/src/engine");
const sources = readdirSync(engine)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => parsedSource(join(engine, file)));

/** The declaration of a type of the engine, wherever it stands there. */
function declarationOf(name: string): ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  const found = sources
    .flatMap((source) => [...source.statements])
    .filter((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one))
    .find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`the engine declares no ${name}`);
  return found;
}

function fieldsOf(members: Iterable<ts.TypeElement>): string[] {
  return [...members].map((member) => member.name?.getText() ?? "");
}

/** The cells of each row of the table under a heading, without the head of the table. */
function tableOf(heading: string): string[][] {
  const [section = ""] = new RegExp(`^### ${heading}\\n[^]*?(?=^##|$(?![^]))`, "m").exec(page) ?? [];
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) => row.split("|").slice(1, -1));
}

function names(cell = ""): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

describe("docs/formats.md", () => {
  it.each([
    "Plan",
    "PlanStep",
    "Need",
    "Change",
    "Resource",
    "Turn",
    "Notice",
    "LedgerRecord",
    "RunReport",
    "StepTiming",
  ])("has every field of %s, and no other", (name) => {
    const declaration = declarationOf(name);
    expect(tableOf(name).flatMap(([field]) => names(field))).toEqual(
      ts.isInterfaceDeclaration(declaration) ? fieldsOf(declaration.members) : [],
    );
  });

  it("has every type of event with its fields, and no other", () => {
    const declared: Record<string, string[]> = {};
    const visit = (node: ts.Node): void => {
      if (ts.isTypeLiteralNode(node)) {
        const [type, ...others] = [...node.members];
        const value = type !== undefined && ts.isPropertySignature(type) ? type.type : undefined;
        if (type?.name?.getText() === "type") declared[value?.getText().slice(1, -1) ?? ""] = fieldsOf(others);
      }
      ts.forEachChild(node, visit);
    };
    visit(declarationOf("RunEvent"));
    expect(Object.keys(declared).length).toBeGreaterThan(0);
    expect(Object.fromEntries(tableOf("RunEvent").map(([type, fields]) => [names(type)[0], names(fields)]))).toEqual(
      declared,
    );
  });
});
