import { configShape } from "./config-shape.ts";
import type { Marks, IgnitionShape } from "./marks.ts";
import { type SpecVersion, specVersions } from "./spec-version.ts";
import type { StructName } from "./struct-types.ts";

/** A field of one spec version, ready to read, check and merge. */
export interface Field {
  readonly name: string;
  /** The words of `Shape`; a list holds objects where `struct` says so, and texts otherwise. */
  readonly kind: "text" | "whole number" | "flag" | "list" | "object";
  /** Of objects, and of lists of objects. */
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

/** The schema of a whole config of that spec: its table, indexed on first use. */
export function schemaOf(version: SpecVersion): Struct {
  const known = roots.get(version);
  if (known !== undefined) return known;
  const root = structOf("Config", configShape, version, new Map());
  roots.set(version, root);
  return root;
}

/** The key as Go's case-insensitive match sees it: ASCII case, the long s and the Kelvin sign are folded. */
export function foldKey(key: string): string {
  return key.replaceAll("\u017f", "s").replaceAll("\u212a", "k").toLowerCase();
}

type Built = Map<StructName, Struct>;

function structOf(name: StructName, shape: IgnitionShape, version: SpecVersion, built: Built): Struct {
  const known = built.get(name);
  if (known !== undefined) return known;
  const places = Object.entries(shape.kind === "object" ? shape.fields : {});
  const fields = places
    .filter(([, place]) => isIn(place, version))
    .map(([field, place]) => fieldOf(field, place, version, built));
  const struct: Struct = {
    name,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    byFoldedName: new Map(fields.map((field) => [foldKey(field.name), field])),
  };
  built.set(name, struct);
  return struct;
}

function fieldOf(name: string, place: IgnitionShape, version: SpecVersion, built: Built): Field {
  const shape = ofSpec(place, version);
  const { plain, plainUntil, pointerUntil, namespace, repeatable }: Marks = shape.notes ?? {};
  const inner = shape.kind === "list" ? ofSpec(shape.item, version) : shape;
  const struct = inner.notes?.name;
  return {
    name,
    kind: kindOf(shape),
    struct: struct === undefined ? undefined : structOf(struct, inner, version, built),
    plain: shape.required === true || plain === true || isBefore(version, plainUntil),
    required: shape.required === true,
    pointer: isBefore(version, pointerUntil),
    namespace: repeatable === true ? undefined : (namespace ?? name),
  };
}

/** The shape of a place in that spec, where it is one of several. */
function ofSpec(place: IgnitionShape, version: SpecVersion): IgnitionShape {
  if (place.kind !== "either") return place;
  return place.options.find((option) => isIn(option, version)) ?? place;
}

function kindOf({ kind }: IgnitionShape): Field["kind"] {
  return kind === "whole number" || kind === "flag" || kind === "list" || kind === "object" ? kind : "text";
}

function isIn({ since, until }: IgnitionShape, version: SpecVersion): boolean {
  return !isBefore(version, since) && (until === undefined || isBefore(version, until));
}

function isBefore(version: SpecVersion, gate: string | undefined): boolean {
  return gate !== undefined && specVersions.indexOf(version) < specVersions.findIndex((known) => known === gate);
}
