import type { JsonNode } from "../../json/json-node.ts";
import type { Path } from "../../spec/path.ts";
import type { StructTypes } from "../../spec/struct-types.ts";
import type { IgnitionConfig } from "../../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../../spec/schema.ts";
import type { SpecVersion } from "../../spec/spec-version.ts";
import type { LintSubject } from "./lint.ts";
import { objectsInPlace } from "./object-in-place.ts";

/** Walks the config once, for all lints. */
export function lintSubject(root: JsonNode, config: IgnitionConfig, version: SpecVersion): LintSubject {
  const found = new Map<string, [object, Path][]>();
  collect(config, schemaOf(version), [], found);
  return {
    root,
    config,
    version,
    objects: objectsInPlace(root, version),
    // The schema guarantees that an object found under this name is one of this type.
    all: <Name extends keyof StructTypes>(name: Name) =>
      (found.get(name) ?? []) as unknown as readonly (readonly [StructTypes[Name], Path])[],
  };
}

function collect(value: object, struct: Struct, path: Path, found: Map<string, [object, Path][]>): void {
  const list = found.get(struct.name);
  if (list === undefined) found.set(struct.name, [[value, path]]);
  else list.push([value, path]);
  for (const field of struct.fields) {
    if (field.struct === undefined) continue;
    const child: unknown = (value as Readonly<Record<string, unknown>>)[field.name];
    if (typeof child !== "object" || child === null) continue;
    if (!Array.isArray(child)) collect(child, field.struct, [...path, field.name], found);
    else for (const [index, item] of child.entries()) collect(item, field.struct, [...path, field.name, index], found);
  }
}
