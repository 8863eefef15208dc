import type * as z from "zod/mini";
import type { AnyPart } from "../src/parts.ts";

/** What a schema is made of, as far as one of another kind may stand in it. */
export type Definition = z.core.$ZodTypes["_zod"]["def"];

/**
 * Shows every schema that there is in the parts of a blueprint, those of fields inside their objects, lists
 * and choices too, with the place where it stands: `pools.*.allow[].ports[]`.
 *
 * @throws Error for a schema of a kind that may hold others and that this walk does not know.
 */
export function visitSchemas(
  parts: Readonly<Record<string, AnyPart>>,
  see: (schema: z.core.$ZodType, def: Definition, place: string) => void,
): void {
  const visit = (schema: z.core.$ZodType, place: string): void => {
    const def = schema._zod.def as Definition;
    see(schema, def, place);
    switch (def.type) {
      case "object":
        for (const [name, inner] of Object.entries(def.shape)) visit(inner, `${place}.${name}`);
        return;
      case "array":
        return visit(def.element, `${place}[]`);
      case "tuple":
        for (const item of def.items) visit(item, `${place}[]`);
        return;
      case "record":
        return visit(def.valueType, `${place}.*`);
      case "union":
        for (const option of def.options) visit(option, place);
        return;
      case "optional":
      case "default":
      case "prefault":
        return visit(def.innerType, place);
      case "pipe":
        visit(def.in, place);
        return visit(def.out, place);
      case "number":
      case "string":
      case "boolean":
      case "enum":
      case "literal":
      case "transform":
        return;
      default:
        throw new Error(`${place} is of a kind that this walk does not know: ${def.type}`);
    }
  };
  for (const [name, part] of Object.entries(parts)) {
    if ("entry" in part) visit(part.entry, `${name}.*`);
    else visit(part.schema, name);
  }
}
