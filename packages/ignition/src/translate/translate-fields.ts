import { schemaOf, type Struct } from "../spec/schema.ts";
import { compareSpecs, type SpecVersion } from "../spec/spec-version.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";

type Plain = Record<string, unknown>;

/**
 * The config in the fields of another spec, as Ignition itself goes up at boot: values that were never absent
 * become explicitly empty, and the mode bits that did nothing before 3.6 are cleared. Going down it drops
 * what the older spec lacks.
 */
export function translateFields(config: IgnitionConfig, version: SpecVersion): IgnitionConfig {
  const from = config.ignition.version;
  const clearsBits = compareSpecs(from, "3.6.0") < 0 && version === "3.6.0";
  const translated = translateStruct(config as unknown as Plain, schemaOf(from), schemaOf(version), clearsBits);
  const result = translated as unknown as IgnitionConfig;
  result.ignition.version = version;
  return result;
}

function translateStruct(value: Plain, from: Struct, to: Struct, clearsBits: boolean): Plain {
  const result: Plain = {};
  for (const field of to.fields) {
    const source = from.byName.get(field.name);
    if (source === undefined) continue;
    const child = value[field.name];
    const isStruct = source.struct !== undefined && field.struct !== undefined;
    if (isStruct && Array.isArray(child)) {
      result[field.name] = child.map((item: Plain) => translateInner(item, source.struct, field.struct, clearsBits));
    } else if (isStruct && typeof child === "object" && child !== null) {
      result[field.name] = translateInner(child as Plain, source.struct, field.struct, clearsBits);
    } else if (child !== undefined) {
      result[field.name] = Array.isArray(child) ? [...child] : child;
    } else if (source.plain && !field.plain) {
      result[field.name] = "";
    }
  }
  const mode = result["mode"];
  if (clearsBits && typeof mode === "number" && (to.name === "File" || to.name === "Directory")) {
    result["mode"] = withoutSpecialBits(mode);
  }
  return result;
}

function translateInner(value: Plain, from: Struct | undefined, to: Struct | undefined, clearsBits: boolean): Plain {
  return from === undefined || to === undefined ? value : translateStruct(value, from, to, clearsBits);
}

/** In 64 bits, as Ignition counts; a mode that is not even legal keeps the rest of its bits. */
function withoutSpecialBits(mode: number): number {
  return Number(BigInt(mode) & ~0o7000n);
}
