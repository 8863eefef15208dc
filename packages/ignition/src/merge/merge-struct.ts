import { entryKey } from "../spec/entry-key.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { printPath } from "../spec/path.ts";
import type { Field, Struct } from "../spec/schema.ts";
import { type ChildEntries, childEntries, listOf } from "./child-entries.ts";
import { isZero } from "./is-zero.ts";
import type { Origin } from "./origin.ts";
import { type Place, step } from "./place.ts";

type Plain = Readonly<Record<string, unknown>>;

/** The recursion of a merge, which writes down origins as it goes. */
export class StructMerge {
  readonly origins: Origin[] = [];

  config(parent: IgnitionConfig, child: IgnitionConfig, schema: Struct): IgnitionConfig {
    const root: Place = { parent: [], child: [], result: [] };
    const merged = this.#struct(parent as unknown as Plain, child as unknown as Plain, schema, root);
    // Made of the fields of the schema, as both of its sources are.
    return merged as unknown as IgnitionConfig;
  }

  #struct(parent: Plain, child: Plain, struct: Struct, place: Place): Plain {
    const result: Record<string, unknown> = {};
    const entries = childEntries(child, struct);
    for (const field of struct.fields) {
      const merged = this.#field(parent[field.name], child[field.name], field, entries, step(place, field.name));
      if (merged !== undefined) result[field.name] = merged;
    }
    return result;
  }

  #field(parent: unknown, child: unknown, field: Field, entries: ChildEntries, place: Place): unknown {
    if (field.kind === "list") {
      const merged = this.#list(listOf(parent), listOf(child), field, entries, place);
      return merged.length === 0 ? undefined : merged;
    }
    if (field.struct === undefined) {
      const side = child === undefined && !field.plain ? "parent" : "child";
      const value = side === "parent" ? parent : child;
      this.#copy(side, value, field, place);
      return value;
    }
    if (isZero(child, field)) return this.#copied("parent", parent, field, place);
    if (isZero(parent, field)) return this.#copied("child", child, field, place);
    const merged = this.#struct(parent as Plain, child as Plain, field.struct, place);
    this.#note("parent", place);
    this.#note("child", place);
    return merged;
  }

  #copied(side: Origin["side"], value: unknown, field: Element, place: Place): unknown {
    this.#copy(side, value, field, place);
    return value;
  }

  #list(
    parent: readonly unknown[],
    child: readonly unknown[],
    field: Field,
    entries: ChildEntries,
    place: Place,
  ): unknown[] {
    if (field.namespace === undefined) return this.#concatenate(parent, child, field, place);
    const result: unknown[] = [];
    const namespace = entries.get(field.namespace);
    const parentKeys = new Set<string>();
    let fromParent = false;
    let fromChild = false;
    for (const [index, item] of parent.entries()) {
      const key = entryKey(item, field.struct?.name);
      parentKeys.add(key);
      const match = namespace?.get(key);
      // The child has it in another list of the namespace, so that it leaves this one.
      if (match !== undefined && match.list !== field.name) continue;
      fromParent = true;
      const at = { ...step(place, index), result: [...place.result, result.length] };
      if (match === undefined) {
        result.push(item);
        this.#copy("parent", item, elementOf(field), at);
        continue;
      }
      fromChild = true;
      const merged = this.#entry(item, match.value, field, { ...at, child: [...place.child, match.index] });
      if (merged !== undefined) result.push(merged);
    }
    for (const [index, item] of child.entries()) {
      if (parentKeys.has(entryKey(item, field.struct?.name))) continue;
      fromChild = true;
      const at = { ...step(place, index), result: [...place.result, result.length] };
      this.#copy("child", item, elementOf(field), at);
      result.push(item);
    }
    if (fromParent) this.#note("parent", place);
    if (fromChild) this.#note("child", place);
    return result;
  }

  /** An entry that both have; undefined for a header that the child removes. */
  #entry(parent: unknown, child: unknown, field: Field, place: Place): unknown {
    if (field.struct === undefined) return this.#copied("child", child, elementOf(field), place);
    const removes = field.struct.name === "HttpHeader" && (child as Plain)["value"] === undefined;
    if (removes) return undefined;
    const merged = this.#struct(parent as Plain, child as Plain, field.struct, place);
    this.#note("parent", place);
    this.#note("child", place);
    return merged;
  }

  #concatenate(parent: readonly unknown[], child: readonly unknown[], field: Field, place: Place): unknown[] {
    const result: unknown[] = [];
    for (const [side, items] of [["parent", parent] as const, ["child", child] as const]) {
      for (const [index, item] of items.entries()) {
        const at = { ...step(place, index), result: [...place.result, result.length] };
        this.#copy(side, item, elementOf(field), at);
        result.push(item);
      }
    }
    if (parent.length > 0) this.#note("parent", place);
    if (child.length > 0) this.#note("child", place);
    return result;
  }

  /**
   * Notes the origin of a value that is taken over whole, inner values first; false when there is nothing in
   * it.
   */
  #copy(side: Origin["side"], value: unknown, field: Element, place: Place): boolean {
    if (value === undefined || (field.plain && (value === "" || value === 0))) return false;
    let any = true;
    if (Array.isArray(value)) {
      any = false;
      for (const [index, item] of value.entries()) {
        any = this.#copy(side, item, elementOf(field), step(place, index)) || any;
      }
    } else if (field.struct !== undefined) {
      any = false;
      for (const inner of field.struct.fields) {
        any = this.#copy(side, (value as Plain)[inner.name], inner, step(place, inner.name)) || any;
      }
    }
    if (any) this.#note(side, place);
    return any;
  }

  #note(side: Origin["side"], place: Place): void {
    this.origins.push({ path: printPath(place.result), side, source: printPath(place[side]) });
  }
}

/** A field, or an element of a list, as far as copying it cares. */
type Element = Pick<Field, "plain" | "struct">;

function elementOf({ struct }: Element): Element {
  return { plain: true, struct };
}
