import { dirname, join } from "node:path";
import ts from "typescript";
import { parsedSource } from "./parsed-source.ts";

/** A function that a package offers by one of its entry points, and the docstring above it. */
export interface ExportedFunction {
  /** The name under which the entry point offers it. */
  readonly name: string;
  /** The file that declares it. */
  readonly file: string;
  /** The whole docstring; empty where it has none. */
  readonly docstring: string;
  /** What it takes, in order; of overloads, what the implementation takes. */
  readonly parameters: readonly Parameter[];
}

/** A parameter as it is written. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
}

/**
 * The functions that an entry point exports, read by their syntax alone: `export { a } from "./a.ts"` is
 * followed into the file. What comes from another package is that package's to explain.
 *
 * @throws Error for `export *` and for a name that is declared nowhere.
 */
export function exportedFunctions(entry: string): readonly ExportedFunction[] {
  const { statements } = parsedSource(entry);
  return statements.flatMap((statement): ExportedFunction[] => {
    if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : reexported(entry, statement);
    if (!isExported(statement)) return [];
    return namesOf(statement).flatMap((name) => declared(entry, name, name));
  });
}

function reexported(entry: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration): ExportedFunction[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) throw new Error(`${entry} has an export *`);
  const from = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (from?.startsWith(".") === false) return [];
  const file = from === undefined ? entry : join(dirname(entry), from);
  return exportClause.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .flatMap(({ name, propertyName }) => declared(file, (propertyName ?? name).text, name.text));
}

/**
 * The function of that name in a file or in the file that it comes from; none where the name is no function.
 */
function declared(file: string, name: string, offered: string): ExportedFunction[] {
  const source = parsedSource(file);
  const found = source.statements.filter((statement) => namesOf(statement).includes(name));
  const [first] = found;
  if (first === undefined) {
    const passed = source.statements
      .filter(ts.isExportDeclaration)
      .flatMap((statement) => (statement.isTypeOnly ? [] : reexported(file, statement)))
      .filter((one) => one.name === name);
    if (passed.length === 0 && !names(source, name)) throw new Error(`${file} declares no ${name}`);
    return passed.map((one) => ({ ...one, name: offered }));
  }
  const signature = found.flatMap((one) => signatureOf(one, name) ?? []).at(-1);
  if (signature === undefined) return [];
  const docstring = found.flatMap((one) => ts.getJSDocCommentsAndTags(one)).map((one) => one.getText(source));
  const parameters = signature.parameters.map((one): Parameter => ({
    name: one.name.getText(source),
    type: one.type?.getText(source) ?? "",
    optional: one.initializer !== undefined || one.questionToken !== undefined,
  }));
  return [{ name: offered, file, docstring: docstring.join("\n"), parameters }];
}

/** The signature of what a declaration makes to call: a function, or a constant that is one; else nothing. */
function signatureOf(statement: ts.Statement, name: string): ts.SignatureDeclaration | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement;
  if (!ts.isVariableStatement(statement)) return undefined;
  const value = statement.declarationList.declarations.find((one) => one.name.getText() === name)?.initializer;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

/** Whether a file takes or passes on something of that name, which is then no function of this package. */
function names(source: ts.SourceFile, name: string): boolean {
  return source.statements.some(
    (one) =>
      (ts.isImportDeclaration(one) || ts.isExportDeclaration(one)) &&
      new RegExp(`\\b${name}\\b`).test(one.getText(source)),
  );
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}
