import { canonicalJson } from "@drydock/systemd/ground";
import type { Hider } from "./hider.ts";
import { opaqueTypes, type SchemaPart, type SchemaShape, type SdkSchema, shapeOf } from "./sdk-schema.ts";
import { isPublic, isUnmarkedSecret } from "./unmarked.ts";

/**
 * What the log says of an input or an output: JSON, with what is secret hidden by the service's own schema,
 * and without what that does not know. A time is `{ "$date": … }`, bytes are always hidden, `{ "$bytes": …
 * }`.
 *
 * @param keeps Whether what is hidden is a secret, which is to be hidden elsewhere too.
 */
export function redact(schema: SdkSchema, value: unknown, hider: Hider, keeps = false): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: hider.standIn(value) };
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case "unknown":
      return hidden(value, hider);
    case "simple":
      return opaqueTypes.has(shape.type) ? hidden(value, hider) : simple(value, hider);
    case "list":
      return Array.isArray(value) ? value.map((item) => part(shape.item, item, hider, keeps)) : hidden(value, hider);
    case "map":
      return fields(Object.entries(value), (item) => part(shape.item, item, hider, keeps));
    case "structure":
      return structure(shape, value as Owner, hider, keeps);
  }
}

type Owner = Readonly<Record<string, unknown>>;

/** Its members that the schema knows. */
function structure(
  { name: type, members }: Extract<SchemaShape, { readonly kind: "structure" }>,
  owner: Owner,
  hider: Hider,
  keeps: boolean,
): Record<string, unknown> {
  return fields(Object.entries(owner), (item, name) => {
    const member = members.get(name);
    if (member === undefined) return undefined;
    if (isUnmarkedSecret(type, name, owner)) return hidden(item, hider, keeps);
    return isPublic(type, name, owner) ? redact(member.schema, item, hider, keeps) : part(member, item, hider, keeps);
  });
}

function part({ schema, isSensitive }: SchemaPart, value: unknown, hider: Hider, keeps: boolean): unknown {
  return isSensitive ? hidden(value, hider, keeps) : redact(schema, value, hider, keeps);
}

function fields(
  entries: readonly (readonly [string, unknown])[],
  written: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  const all: (readonly [string, unknown])[] = [];
  for (const [name, value] of entries) {
    const said = written(value, name);
    if (said !== undefined) all.push([name, said]);
  }
  return Object.fromEntries(all);
}

function simple(value: unknown, hider: Hider): unknown {
  if (typeof value === "string") return hider.text(value);
  // A stream, or what else the schema did not promise.
  return typeof value === "number" || typeof value === "boolean" ? value : hidden(value, hider);
}

function hidden(value: unknown, hider: Hider, keeps = false): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Uint8Array) return { $bytes: hider.standIn(value) };
  if (typeof value === "string") {
    if (keeps) hider.keep(value);
    return hider.standIn(value);
  }
  // Nobody has read a stream yet.
  const isStream = Object.values(value).some((member) => typeof member === "function");
  const isData = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isData && !isStream ? hider.standIn(canonicalJson(value)) : { $bytes: hider.standIn("a stream") };
}
