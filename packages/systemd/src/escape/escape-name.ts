import { text as textShape } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { isIllFormed } from "../text/character.ts";
import { UnitError } from "../unit/unit-error.ts";

const plain = /^[A-Za-z0-9:_][A-Za-z0-9:_.]*$/;
const needsEscape = /[^A-Za-z0-9:_.]/;

/** Escapes a byte of a string for a unit name; `-` stands for `/`, so a real `-` is escaped too. */
function escapeByte(byte: number, first: boolean): string {
  const character = String.fromCharCode(byte);
  if (byte === 0x2f) return "-";
  if ((first && byte === 0x2e) || byte > 0x7f || needsEscape.test(character))
    return `\\x${byte.toString(16).padStart(2, "0")}`;
  return character;
}

/**
 * Escapes any text for use in a unit name, as `systemd-escape` does: `/` becomes `-`, bytes outside
 * `[A-Za-z0-9:_.]` and a leading `.` become `\xHH`.
 * @throws {UnitError} for text that no UTF-8 file name can hold (NUL, half a surrogate pair).
 *
 * @example
 * ```ts
 * import { escapeName } from "@drydock/systemd";
 *
 * console.log(escapeName("a-b/c")); // a\x2db-c
 * ```
 */
export function escapeName(text: string): string {
  checkOptions("escapeName", textShape, text);
  if (plain.test(text)) return text;
  if (text.includes("\0") || isIllFormed(text)) {
    const message = text.includes("\0")
      ? "contains a NUL: no unit name can hold it"
      : "contains half a surrogate pair: it has no UTF-8 form";
    throw new UnitError("escapeName", [{ severity: "error", path: "$", message, rule: "unit-name" }]);
  }
  const bytes = Buffer.from(text, "utf8");
  let escaped = "";
  for (let at = 0; at < bytes.length; at++) escaped += escapeByte(bytes[at] ?? 0, at === 0);
  return escaped;
}

/**
 * The text behind an escaped name: `-` becomes `/` and `\xHH` the byte it names.
 * @throws {UnitError} for a `\` that no two hex digits follow, and for bytes that are not UTF-8.
 *
 * @example
 * ```ts
 * import { unescapeName } from "@drydock/systemd";
 *
 * console.log(unescapeName("a\\x2db-c")); // a-b/c
 * ```
 */
export function unescapeName(name: string): string {
  checkOptions("unescapeName", textShape, name);
  if (!/[-\\]/.test(name)) return name;
  const bytes: number[] = [];
  const source = Buffer.from(name, "utf8");
  const problem = (message: string): UnitError =>
    new UnitError("unescapeName", [{ severity: "error", path: "$", message, rule: "unit-name" }]);
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] ?? 0;
    if (byte === 0x2d) bytes.push(0x2f);
    else if (byte !== 0x5c) bytes.push(byte);
    else {
      const hex = /^x([0-9a-fA-F]{2})$/.exec(source.toString("latin1", at + 1, at + 4))?.[1];
      if (hex === undefined || hex === "00")
        throw problem(`\\ at byte ${at} is not followed by xHH: the name was not made by escaping`);
      bytes.push(Number.parseInt(hex, 16));
      at += 3;
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw problem("the bytes behind it are not UTF-8");
  }
}
