import { type FieldsOf, noted, object, type Shape } from "@drydock/systemd/ground";
import type { SpecVersion } from "./spec-version.ts";
import type { StructName, StructTypes } from "./struct-types.ts";

/** What only Ignition's specs say of a place, beside what any standard may say of one. */
export interface Marks {
  /** Of objects: what Ignition calls their kind. */
  readonly name?: StructName;
  /** Never absent for Ignition, in any spec. */
  readonly plain?: true;
  /** Never absent for Ignition in specs before this one: empty when not given. */
  readonly plainUntil?: SpecVersion;
  /** In specs before this one, absent is not the same as empty. */
  readonly pointerUntil?: SpecVersion;
  /** Of lists: what their entries must differ in, the ones of other lists of that name included. */
  readonly namespace?: string;
  /** Of lists: anything may stand twice. */
  readonly repeatable?: true;
}

/** What may stand in a place of a config. */
export type IgnitionShape<T = unknown> = Shape<T, Marks>;

/** A kind of object, with exactly the fields of the model, in the order in which Ignition walks them. */
export function struct<Name extends StructName>(
  name: Name,
  fields: FieldsOf<StructTypes[Name], Marks>,
): IgnitionShape<StructTypes[Name]> {
  return noted<StructTypes[Name], Marks>({ name }, object<StructTypes[Name], Marks>(fields));
}

/** The same place, never absent for Ignition. */
export function plain<T>(place: IgnitionShape<T>): IgnitionShape<T> {
  return noted<T, Marks>({ plain: true }, place);
}

/** The same place, never absent for Ignition in specs before that one. */
export function plainUntil<T>(spec: SpecVersion, place: IgnitionShape<T>): IgnitionShape<T> {
  return noted<T, Marks>({ plainUntil: spec }, place);
}

/** The same place, where absent is not the same as empty in specs before that one. */
export function pointerUntil<T>(spec: SpecVersion, place: IgnitionShape<T>): IgnitionShape<T> {
  return noted<T, Marks>({ pointerUntil: spec }, place);
}

/** The same list, whose entries must differ from those of every list in that namespace. */
export function inNamespace<T>(namespace: string, place: IgnitionShape<T>): IgnitionShape<T> {
  return noted<T, Marks>({ namespace }, place);
}

/** The same list, in which anything may stand twice. */
export function repeatable<T>(place: IgnitionShape<T>): IgnitionShape<T> {
  return noted<T, Marks>({ repeatable: true }, place);
}
