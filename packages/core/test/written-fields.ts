import ts from "typescript";

/** A field that a person writes: where it is found, and what an editor says of it. */
export interface WrittenField {
  /** `WorkersOptions.size.min`; `[]` is each entry of a list, and `*` each name of a mapping. */
  readonly path: string;
  readonly documentation: string;
  readonly isOptional: boolean;
  readonly takesNumber: boolean;
  /** Where it is declared: a field of several options is one. */
  readonly declared: ts.Declaration;
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
    const entry = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const element = entry ?? type.getStringIndexType();
    if (element !== undefined) return ofType(element, `${path}${entry === undefined ? ".*" : "[]"}`, [...inside, type]);
    for (const property of checker.getPropertiesOfType(type)) {
      ofField(property, `${path}.${property.name}`, [...inside, type]);
    }
  };
  const ofField = (field: ts.Symbol, path: string, inside: readonly ts.Type[] | undefined): void => {
    const declared = field.declarations?.find((one) => isOwn(one.getSourceFile().fileName));
    if (declared === undefined) return;
    const type = checker.getTypeOfSymbol(field);
    const documentation = ts.displayPartsToString(field.getDocumentationComment(checker));
    const known = fields.findIndex((one) => one.path === path);
    const other = fields[known];
    if (other !== undefined) {
      // The field of another form.
      if (!other.documentation.includes(documentation))
        fields[known] = { ...other, documentation: `${other.documentation} ${documentation}` };
    } else {
      fields.push({
        path,
        documentation,
        isOptional: (field.flags & ts.SymbolFlags.Optional) !== 0,
        takesNumber: (type.isUnion() ? type.types : [type]).some(
          ({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0,
        ),
        declared,
      });
    }
    if (inside !== undefined) ofType(type, path, inside);
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
