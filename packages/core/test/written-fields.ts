import ts from "typescript";

/** A field that a person writes: where it is found, and what an editor says of it. */
export interface WrittenField {
  /** `WorkersOptions.size.min`. */
  readonly path: string;
  readonly documentation: string;
}

/**
 * The fields of all options that a module exports, those inside them too, and the parts of a blueprint. What
 * other packages declare is theirs to document.
 */
export function writtenFields(
  module: ts.Symbol,
  checker: ts.TypeChecker,
  isOwn: (file: string) => boolean,
): WrittenField[] {
  const fields: WrittenField[] = [];

  const ofType = (type: ts.Type, path: string, inside: readonly ts.Type[]): void => {
    if (inside.includes(type)) return;
    if (type.isUnion()) {
      for (const one of type.types) ofType(one, path, inside);
      return;
    }
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return;
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type.getStringIndexType();
    if (element !== undefined) return ofType(element, path, [...inside, type]);
    for (const property of checker.getPropertiesOfType(type)) {
      ofField(property, `${path}.${property.name}`, [...inside, type]);
    }
  };
  const ofField = (field: ts.Symbol, path: string, inside: readonly ts.Type[] | undefined): void => {
    if (!field.declarations?.some((one) => isOwn(one.getSourceFile().fileName))) return;
    fields.push({ path, documentation: ts.displayPartsToString(field.getDocumentationComment(checker)) });
    if (inside !== undefined) ofType(checker.getTypeOfSymbol(field), path, inside);
  };

  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const { name } = exported;
    if (name.endsWith("Options")) ofType(checker.getDeclaredTypeOfSymbol(symbol), name, []);
    // What a part holds is made by a function, or plain data.
    if (name !== "BlueprintParts") continue;
    for (const part of checker.getDeclaredTypeOfSymbol(symbol).getProperties()) {
      ofField(part, `${name}.${part.name}`, undefined);
    }
  }
  return fields;
}
