import { object, oneOf, text, valueLike } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { parseGoSystemd, type GoSystemdRelease } from "./parse-go-systemd.ts";
import { parseSystemd } from "./parse-systemd.ts";
import type { ParsedSections } from "./parsed-unit.ts";
import type { Unit } from "../unit/unit-file.ts";

/**
 * The longest text, in bytes, that is read as a unit: 4 MiB. systemd knows no such limit, but no unit comes
 * near it, and memory is finite.
 */
export const largestUnit = 4_194_304;

/** How to read a unit. */
export interface ParseOptions {
  /** `systemd` (the default) reads as systemd at boot, `go-systemd` as Ignition and Butane. */
  readonly dialect?: "systemd" | "go-systemd";
  /** The unit's file name; a text does not know it. Default `""`. */
  readonly name?: string;
  /** Which go-systemd's error texts are wanted (Ignition 2.14 has 22.0, 2.27 has 22.7). Default `22.7`. */
  readonly goSystemd?: GoSystemdRelease;
}

const parseOptions = object<ParseOptions>({
  dialect: oneOf("systemd", "go-systemd"),
  name: text,
  goSystemd: oneOf("22.0", "22.7"),
});

/** A unit with where its parts stand in the text and what was wrong with it. */
export interface ParsedUnit extends Omit<ParsedSections, "sections"> {
  readonly unit: Unit;
}

/**
 * Decodes the bytes of a file as systemd sees them; what is not UTF-8 becomes half a surrogate pair, which
 * the parsers refuse.
 */
function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (!text.includes("\ufffd")) return text;
  return text.length === 0 || Buffer.from(text, "utf8").equals(bytes) ? text : text.replaceAll("\ufffd", "\udfff");
}

const textOrBytes = valueLike<string | Uint8Array>(
  (value) => typeof value === "string" || value instanceof Uint8Array,
  "a text or bytes",
);

/**
 * Reads a unit file in either dialect, never throwing for a text: whatever is wrong is in `diagnostics`, with
 * line and column, and `unit` holds what could be read.
 *
 * @throws {OptionError} for options that there are not.
 *
 * @example
 * ```ts
 * import { parseUnit } from "@drydock/systemd";
 *
 * const { unit, diagnostics } = parseUnit("[Service]\nExecStart=/bin/true\noops\n", { name: "a.service" });
 * console.log(unit.sections[0]?.entries[0]?.value); // /bin/true
 * console.log(diagnostics[0]?.line, diagnostics[0]?.message); // 3 Missing '=', ignoring line.
 * ```
 */
export function parseUnit(source: string | Uint8Array, options: ParseOptions = {}): ParsedUnit {
  checkOptions("parseUnit", parseOptions, options);
  checkOptions("parseUnit", textOrBytes, source);
  const bytes =
    typeof source !== "string"
      ? source.length
      : source.length > largestUnit || source.length * 3 <= largestUnit
        ? source.length
        : Buffer.byteLength(source);
  if (bytes > largestUnit) {
    const message = `the text has ${bytes} bytes, and no unit file has more than ${largestUnit}: it is not read`;
    return {
      unit: { name: options.name ?? "", sections: [] },
      positions: [],
      diagnostics: [{ severity: "error", path: "$", message, rule: "size" }],
    };
  }
  const read = typeof source === "string" ? source : textOf(source);
  const parsed = options.dialect === "go-systemd" ? parseGoSystemd(read, options.goSystemd) : parseSystemd(read);
  return {
    unit: { name: options.name ?? "", sections: parsed.sections },
    positions: parsed.positions,
    diagnostics: parsed.diagnostics,
  };
}
