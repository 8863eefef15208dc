import { entryKey } from "../spec/entry-key.ts";
import type { Struct } from "../spec/schema.ts";

/** Where the child has an entry of a given namespace and key. */
export interface ChildEntry {
  readonly list: string;
  readonly index: number;
  readonly value: unknown;
}

/** Entries by namespace, then by key. */
export type ChildEntries = ReadonlyMap<string, ReadonlyMap<string, ChildEntry>>;

/** Every list entry of one object of the child that a parent's may have to be merged with. */
export function childEntries(child: Readonly<Record<string, unknown>>, struct: Struct): ChildEntries {
  const namespaces = new Map<string, Map<string, ChildEntry>>();
  for (const field of struct.fields) {
    const list = child[field.name];
    if (field.namespace === undefined || !Array.isArray(list)) continue;
    const entries = namespaces.get(field.namespace) ?? new Map<string, ChildEntry>();
    namespaces.set(field.namespace, entries);
    for (const [index, value] of list.entries()) {
      entries.set(entryKey(value, field.struct?.name), { list: field.name, index, value });
    }
  }
  return namespaces;
}

/** The value as a list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
