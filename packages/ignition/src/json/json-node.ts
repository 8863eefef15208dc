/**
 * A value of a JSON document and where it stands: `start` is the offset of its first byte, `end` the one
 * after its last.
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar | JsonForeign;

/** An object of the document. */
export interface JsonObject {
  readonly kind: "object";
  readonly start: number;
  end: number;
  /** In document order, duplicates included. */
  readonly members: JsonMember[];
}

/** A key with its value, and where the key begins. */
export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly value: JsonNode;
}

/** A list of the document. */
export interface JsonArray {
  readonly kind: "array";
  readonly start: number;
  end: number;
  readonly items: JsonNode[];
}

/** A text, a number as it is written, a truth value or `null`; a mangled text held what no UTF-8 can. */
export type JsonScalar =
  | {
      readonly kind: "string";
      readonly start: number;
      readonly end: number;
      readonly text: string;
      readonly mangled: boolean;
    }
  | { readonly kind: "number"; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: "boolean"; readonly start: number; readonly end: number; readonly value: boolean }
  | { readonly kind: "null"; readonly start: number; readonly end: number };

/** Something that no JSON document can hold; it only comes from a value in memory. */
export interface JsonForeign {
  readonly kind: "foreign";
  readonly start: number;
  readonly end: number;
  readonly description: string;
}

const indexes = new WeakMap<JsonObject, Map<string, JsonMember>>();

/** The member of that exact key; the last one, as in Ignition's own reader, when the key is repeated. */
export function lastMember(object: JsonObject, key: string): JsonMember | undefined {
  const { members } = object;
  if (members.length <= 32) {
    for (let index = members.length - 1; index >= 0; index--) {
      const member = members[index];
      if (member?.key === key) return member;
    }
    return undefined;
  }
  let index = indexes.get(object);
  if (index === undefined) {
    index = new Map(members.map((member) => [member.key, member]));
    indexes.set(object, index);
  }
  return index.get(key);
}
