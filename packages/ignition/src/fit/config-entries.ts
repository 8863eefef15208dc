import { printJson } from "../render/print-json.ts";
import { entryKey } from "../spec/entry-key.ts";
import type { Config } from "../spec/ignition-config.ts";
import { isResource } from "../spec/is-resource.ts";
import { type Path, printPath } from "../spec/path.ts";
import { type Field, schemaOf, type Struct } from "../spec/schema.ts";

/** One entry of a list of the config. */
export interface ConfigEntry {
  /** `$.storage.files.0`. */
  readonly path: string;
  /**
   * What tells it from the others of its list: a file's path, a disk's device, a user's name; of a long
   * source, its beginning.
   */
  readonly name: string;
  readonly json: string;
}

type Plain = Readonly<Record<string, unknown>>;

/**
 * Every entry of the config's lists, in the order of the schema; what is nested in an entry belongs to it.
 */
export function configEntries(config: Config): readonly ConfigEntry[] {
  const { version } = config.ignition;
  return entriesOf(config as unknown as Plain, schemaOf(version), []);
}

function entriesOf(value: Plain, { fields }: Struct, path: Path): ConfigEntry[] {
  return fields.flatMap((field) => {
    const child = value[field.name];
    const at = [...path, field.name];
    if (Array.isArray(child)) return child.map((item, index) => entryOf(item, field, [...at, index]));
    return field.struct === undefined || child === undefined ? [] : entriesOf(child as Plain, field.struct, at);
  });
}

function entryOf(item: unknown, { struct }: Field, path: Path): ConfigEntry {
  const name = entryKey(item, struct?.name);
  const isLong = struct !== undefined && isResource(struct) && name.length > 60;
  return { path: printPath(path), name: isLong ? `${name.slice(0, 57)}...` : name, json: printJson(item) };
}
