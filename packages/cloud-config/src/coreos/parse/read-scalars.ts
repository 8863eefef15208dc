import type { Shape } from "@drydock/systemd/ground";
import type { YamlSource } from "../../yaml/yaml-source.ts";

/**
 * Values as Go's YAML decoder gives them to string fields: an unquoted number, boolean or date becomes the
 * text it is written as (`0644` stays `0644`).
 */
export function readScalars(value: unknown, shape: Shape | undefined, path: string, source: YamlSource): unknown {
  if (shape === undefined || value === null) return value;
  if (Array.isArray(value)) {
    const inner = shape.kind === "list" ? shape.item : undefined;
    return value.map((item, index) => readScalars(item, inner, `${path}.${index}`, source));
  }
  if (typeof value === "object" && !(value instanceof Date)) {
    const fields = shape.kind === "object" ? shape.fields : {};
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        readScalars(item, Object.hasOwn(fields, key) ? fields[key] : undefined, `${path}.${key}`, source),
      ]),
    );
  }
  if (shape.kind !== "text" && shape.kind !== "one of") return value;
  return typeof value === "string" ? value : (source.unquoted(path) ?? value);
}
