import { type SpecVersion, specVersions } from "./spec-version.ts";
import type { FieldDefinition, StructName } from "./field-definition.ts";
import { structs } from "./structs.ts";

/** A field of one spec version, ready to read, check and merge. */
export interface Field {
  readonly name: string;
  readonly kind: "string" | "integer" | "boolean" | "struct" | "strings" | "structs";
  /** Of `struct` and `structs`. */
  readonly struct: Struct | undefined;
  /** Never absent for Ignition: empty or zero when not given, and in a merge the child's wins even so. */
  readonly plain: boolean;
  /** Plain, and required by the TypeScript model. */
  readonly required: boolean;
  /** Absent is not the same as empty: only the clevis structs of spec 3.2. */
  readonly pointer: boolean;
  /**
   * Of lists: entries of lists that share a namespace must differ by key; without one, anything may repeat.
   */
  readonly namespace: string | undefined;
}

/** One kind of object in one spec version, its fields in Ignition's order. */
export interface Struct {
  readonly name: StructName;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  /** By the key in lower case, because Ignition takes `Files` for `files`. */
  readonly byFoldedName: ReadonlyMap<string, Field>;
}

const roots = new Map<SpecVersion, Struct>();

/** The schema of a whole config of that spec; built on first use. */
export function schemaOf(version: SpecVersion): Struct {
  const known = roots.get(version);
  if (known !== undefined) return known;
  const root = build("Config", specVersions.indexOf(version), new Map());
  roots.set(version, root);
  return root;
}

/** The key as Go's case-insensitive match sees it: ASCII case, the long s and the Kelvin sign are folded. */
export function foldKey(key: string): string {
  return key.replaceAll("\u017f", "s").replaceAll("\u212a", "k").toLowerCase();
}

function build(name: StructName, minor: number, built: Map<StructName, Struct>): Struct {
  const known = built.get(name);
  if (known !== undefined) return known;
  const fields = Object.entries<FieldDefinition>(structs[name])
    .filter(([, definition]) => minor >= (definition.since ?? 0))
    .map(([field, definition]) => buildField(field, definition, minor, built));
  const struct: Struct = {
    name,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    byFoldedName: new Map(fields.map((field) => [foldKey(field.name), field])),
  };
  built.set(name, struct);
  return struct;
}

function buildField(name: string, definition: FieldDefinition, minor: number, built: Map<StructName, Struct>): Field {
  const of = minor === 0 ? (definition.of30 ?? definition.of) : definition.of;
  return {
    name,
    kind: definition.kind,
    struct: of === undefined ? undefined : build(of, minor, built),
    plain: definition.required === true || minor < (definition.plainUntil ?? 0),
    required: definition.required === true,
    pointer: minor < (definition.pointerUntil ?? 0),
    namespace: definition.repeatable === true ? undefined : (definition.namespace ?? name),
  };
}
