import type { Config } from "../spec/ignition-config.ts";
import { isResource } from "../spec/is-resource.ts";
import type { Resource } from "../spec/resource.ts";
import { type Field, schemaOf, type Struct } from "../spec/schema.ts";

type Plain = Readonly<Record<string, unknown>>;

type Change = (resource: Resource) => Resource;

/**
 * The config with every resource in it passed through `change`: contents, fragments, child configs,
 * authorities, key files and whatever else the schema calls one.
 */
export function mapResources(config: Config, change: Change): Config {
  // Only resources change, so that what was a config still is one.
  return mapStruct(config as unknown as Plain, schemaOf(config.ignition.version), change) as unknown as Config;
}

function mapStruct(value: Plain, { fields }: Struct, change: Change): Plain {
  const changed: Record<string, unknown> = { ...value };
  for (const field of fields) {
    const child = value[field.name];
    if (field.struct === undefined || child === undefined) continue;
    changed[field.name] = Array.isArray(child)
      ? mapList(child, field, field.struct, change)
      : mapOne(child as Plain, field.struct, change);
  }
  return changed;
}

function mapOne(value: Plain, struct: Struct, change: Change): Plain {
  return isResource(struct) ? (change(value as Resource) as Plain) : mapStruct(value, struct, change);
}

/**
 * Ignition refuses two entries of some lists with one source, so a change that would make two alike is left
 * out.
 */
function mapList(list: readonly Plain[], { namespace }: Field, struct: Struct, change: Change): readonly Plain[] {
  const changed = list.map((item) => mapOne(item, struct, change));
  if (namespace === undefined || !isResource(struct)) return changed;
  return countSources(changed) < countSources(list) ? list : changed;
}

function countSources(resources: readonly Plain[]): number {
  return new Set(resources.map(({ source }) => source)).size;
}
