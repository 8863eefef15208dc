import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { buildDeclarations } from "./build-declarations.ts";
import { sortType } from "./sort-type.ts";
import { withoutCommands } from "./without-commands.ts";

const root = join(import.meta.dirname, "..");
const flags =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
/**
 * Where a line of a type that TypeScript writes out is cut; a digest stands for the rest, so that a change in
 * it is seen.
 */
const longest = 400;

/** A way into a package: `.` or a sub-path, and the declarations that stand behind it. */
interface Entry {
  readonly specifier: string;
  readonly file: string;
}

/** The folders of the published packages. */
export const packages: readonly string[] = readdirSync(join(root, "packages"));

/** Where the surface of a package is recorded. */
export function surfaceFile(name: string): string {
  return join(root, "packages", name, "api.md");
}

/**
 * What each package exports, as the text of its `api.md`: every name of every entry point with its kind and
 * its type, in the order of the names. Comments, private members and the order of the source do not show.
 */
export async function surfaces(): Promise<ReadonlyMap<string, string>> {
  await buildDeclarations();
  const entries = new Map(packages.map((name) => [name, entriesOf(name)]));
  const { options } = ts.parseJsonConfigFileContent({ extends: "./tsconfig.published.json" }, ts.sys, root);
  const rootNames = [...entries.values()].flat().map(({ file }) => file);
  const program = ts.createProgram({ rootNames, options, host: withoutCommands(options) });
  return new Map([...entries].map(([name, list]) => [name, pageOf(name, list, program)]));
}

function entriesOf(name: string): Entry[] {
  const { exports } = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as {
    exports: Record<string, string | { readonly types: string }>;
  };
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : { specifier: join(`@drydock/${name}`, path), file: join(root, "packages", name, target.types) },
  );
}

function pageOf(name: string, entries: readonly Entry[], program: ts.Program): string {
  const sections = entries.map(
    ({ specifier, file }) => `## ${specifier}\n\n\`\`\`ts\n${namesOf(program, file).join("\n")}\n\`\`\`\n`,
  );
  return [
    `# The surface of @drydock/${name}\n`,
    "Every export with its type, written by `npm run surface` and compared by `tools/surface.test.ts`. Where a type",
    "goes on for long, a digest stands for its end.\n",
    ...sections,
  ].join("\n");
}

function namesOf(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (source === undefined || module === undefined) throw new Error(`${file} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return linesOf(exported.name, symbol, source, checker);
    });
}

/** A name may be a value and a type at once, such as a schema and what it describes. */
function linesOf(name: string, symbol: ts.Symbol, source: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const declared = checker.getDeclaredTypeOfSymbol(symbol);
  if (symbol.flags & ts.SymbolFlags.Class) return classLines(name, symbol, source, checker);
  const type = () => checker.getTypeOfSymbol(symbol);
  const lines: string[] = [];
  if (symbol.flags & ts.SymbolFlags.Function) {
    for (const signature of type().getCallSignatures()) {
      lines.push(cut(`function ${name}${signatureText(signature, source, checker)}`));
    }
  }
  if (symbol.flags & ts.SymbolFlags.Variable) lines.push(cut(`const ${name}: ${text(type(), source, checker)}`));
  if (symbol.flags & ts.SymbolFlags.Interface) {
    lines.push(`interface ${name}${parametersOf(symbol)}${heritageOf(symbol)} {`);
    lines.push(...membersOf(withComputed(symbol, declared, checker), source, checker), "}");
  }
  if (symbol.flags & ts.SymbolFlags.TypeAlias) {
    const written = checker.typeToString(declared, source, flags | ts.TypeFormatFlags.InTypeAlias);
    lines.push(cut(`type ${name}${parametersOf(symbol)} = ${written}`));
  }
  if (lines.length === 0) throw new Error(`${name} is of a kind that has no place in the surface`);
  return lines;
}

function classLines(name: string, symbol: ts.Symbol, source: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const made = checker.getTypeOfSymbol(symbol);
  return [
    `class ${name}${parametersOf(symbol)}${heritageOf(symbol)} {`,
    ...made.getConstructSignatures().map((signature) => {
      const written = checker.signatureToString(
        signature,
        source,
        flags & ~ts.TypeFormatFlags.WriteArrowStyleSignature,
      );
      return cut(`  constructor${written.replace(/^new ?/, "").replace(/\): [^)]*$/, ")")}`);
    }),
    ...membersOf(symbol.exports, source, checker).map((line) => line.replace(/^ {2}/, "  static ")),
    ...membersOf(symbol.members, source, checker),
    "}",
  ];
}

/**
 * The members of an interface: its own, and those of bases that are computed, such as from the fields of a
 * schema, in the order of their names. Bases with a name of their own are named by the heritage.
 */
function withComputed(symbol: ts.Symbol, declared: ts.Type, checker: ts.TypeChecker): ts.SymbolTable {
  const members = new Map(symbol.members);
  const bases = declared.isClassOrInterface() ? checker.getBaseTypes(declared) : [];
  for (const base of bases) {
    if (base.isClassOrInterface()) continue;
    for (const property of base.getProperties().toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!members.has(property.escapedName)) members.set(property.escapedName, property);
    }
  }
  return members;
}

function membersOf(
  members: ts.SymbolTable | undefined,
  source: ts.SourceFile,
  checker: ts.TypeChecker,
): readonly string[] {
  return [...(members?.values() ?? [])].flatMap((member) => {
    const [declaration] = member.declarations ?? [];
    const hidden =
      member.flags & (ts.SymbolFlags.TypeParameter | ts.SymbolFlags.Constructor | ts.SymbolFlags.Prototype) ||
      (declaration && ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) ||
      member.name.startsWith("__#");
    if (hidden) return [];
    const type = checker.getTypeOfSymbol(member);
    const name = declaration && "name" in declaration ? (declaration.name as ts.Node).getText() : member.name;
    if (member.flags & ts.SymbolFlags.Method) {
      return type.getCallSignatures().map((signature) => {
        const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
        return cut(`  ${name}${optional}${signatureText(signature, source, checker)}`);
      });
    }
    const readonly =
      declaration && ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly ? "readonly " : "";
    const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
    return cut(`  ${readonly}${name}${optional}: ${text(type, source, checker)}`);
  });
}

function signatureText(signature: ts.Signature, source: ts.SourceFile, checker: ts.TypeChecker): string {
  return checker.signatureToString(signature, source, flags);
}

function text(type: ts.Type, source: ts.SourceFile, checker: ts.TypeChecker): string {
  return checker.typeToString(type, source, flags);
}

function parametersOf(symbol: ts.Symbol): string {
  const declaration = symbol.declarations?.find(
    (one) => ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one) || ts.isTypeAliasDeclaration(one),
  );
  const parameters = declaration?.typeParameters?.map((one) => oneLine(one.getText())) ?? [];
  return parameters.length === 0 ? "" : `<${parameters.join(", ")}>`;
}

function heritageOf(symbol: ts.Symbol): string {
  const clauses = (symbol.declarations ?? []).flatMap((one) =>
    ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one) ? [...(one.heritageClauses ?? [])] : [],
  );
  return clauses.map((clause) => ` ${oneLine(clause.getText())}`).join("");
}

function oneLine(code: string): string {
  return code.replaceAll(/\s+/g, " ").trim();
}

function cut(line: string): string {
  const one = `${line.startsWith(" ") ? "  " : ""}${sortType(oneLine(line))}`;
  if (one.length <= longest) return one;
  return `${one.slice(0, longest)}… ${createHash("sha256").update(one).digest("hex").slice(0, 12)}`;
}
