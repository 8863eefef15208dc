/**
 * A run-time schema of the SDK's: its clients carry one for each operation, with the traits that AWS's models
 * have. Source of the forms: @smithy/core, `schema/NormalizedSchema`.
 */
export type SdkSchema = unknown;

/** A member of a structure, or what a list or map holds. */
export interface SchemaPart {
  readonly schema: SdkSchema;
  /** Whether AWS's model says that it may not be shown. */
  readonly isSensitive: boolean;
  /** Whether it is the token by which AWS knows a call again. */
  readonly isToken: boolean;
}

/** What a schema says of a value. */
export type SchemaShape =
  | { readonly kind: "simple"; readonly type: number }
  | { readonly kind: "list" | "map"; readonly item: SchemaPart }
  | { readonly kind: "structure"; readonly name: string; readonly members: ReadonlyMap<string, SchemaPart> }
  /** None that this release can read. */
  | { readonly kind: "unknown" };

/** The numbers of a document of any form, of bytes, and of a stream of them. */
export const opaqueTypes: ReadonlySet<number> = new Set([15, 21, 42]);

/** Bits of the traits of a schema. */
const bits = { idempotencyToken: 0b0100, sensitive: 0b1000 } as const;

/** What is added to the number of a simple type for a list and for a map of it. */
const ofMany = { list: 64, map: 128 } as const;

/** Input and output of an operation, by the command that sends it; undefined where the SDK shows none. */
export function operationSchema(
  command: object,
): { readonly input: SdkSchema; readonly output: SdkSchema } | undefined {
  // [kind, namespace, name, traits, input, output]
  const { schema } = command as { readonly schema?: unknown };
  return Array.isArray(schema) ? { input: schema[4], output: schema[5] } : undefined;
}

const shapes = new WeakMap<object, SchemaShape>();

/** What a schema says, whatever it is wrapped in. */
export function shapeOf(schema: SdkSchema): SchemaShape {
  const plain = unwrapped(schema);
  if (typeof plain === "number") return simpleShape(plain);
  // Of an operation that takes or gives nothing.
  if (plain === "unit") return { kind: "structure", name: "Unit", members: new Map() };
  if (!Array.isArray(plain)) return { kind: "unknown" };
  const known = shapes.get(plain);
  if (known !== undefined) return known;
  const shape = staticShape(plain);
  shapes.set(plain, shape);
  return shape;
}

function simpleShape(type: number): SchemaShape {
  if (type >= ofMany.map) return { kind: "map", item: partOf(type - ofMany.map) };
  return type >= ofMany.list ? { kind: "list", item: partOf(type - ofMany.list) } : { kind: "simple", type };
}

/** [kind, namespace, name, traits, ...]: what follows differs by kind. */
function staticShape([kind, , name, , first, second]: readonly unknown[]): SchemaShape {
  switch (kind) {
    case 0:
      return shapeOf(first);
    case 1:
      return { kind: "list", item: partOf(first) };
    case 2:
      return { kind: "map", item: partOf(second) };
    // A structure, a union and an error.
    case 3:
    case 4:
    case -3: {
      const [names, schemas] = [listed(first), listed(second)];
      const members = names.map((member, at) => [String(member), partOf(schemas[at])] as const);
      return { kind: "structure", name: String(name), members: new Map(members) };
    }
    default:
      return { kind: "unknown" };
  }
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function partOf(schema: SdkSchema): SchemaPart {
  return { schema, isSensitive: hasTrait(schema, "sensitive"), isToken: hasTrait(schema, "idempotencyToken") };
}

/** A member is [schema, traits], and what stands later in the SDK's file is a function. */
function unwrapped(schema: SdkSchema): unknown {
  if (typeof schema === "function") return unwrapped((schema as () => unknown)());
  return Array.isArray(schema) && schema.length === 2 ? unwrapped(schema[0]) : schema;
}

function hasTrait(schema: SdkSchema, trait: keyof typeof bits): boolean {
  if (typeof schema === "function") return hasTrait((schema as () => unknown)(), trait);
  if (!Array.isArray(schema)) return false;
  if (schema.length === 2) return bears(schema[1], trait) || hasTrait(schema[0], trait);
  return bears(schema[3], trait) || (schema[0] === 0 && hasTrait(schema[4], trait));
}

function bears(traits: unknown, trait: keyof typeof bits): boolean {
  if (typeof traits === "number") return (traits & bits[trait]) !== 0;
  return typeof traits === "object" && traits !== null && Object.hasOwn(traits, trait);
}
