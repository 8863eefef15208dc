/** What Go's unicode.IsSpace takes for white space. */
const space =
  "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

/**
 * True for one character that Go's unicode.IsSpace accepts.
 *
 * @example
 * ```ts
 * import { isGoSpace } from "@drydock/systemd/ground";
 *
 * console.log(isGoSpace("\u00a0"), isGoSpace("\ufeff")); // true false
 * ```
 */
export function isGoSpace(character: string): boolean {
  return character !== "" && space.includes(character);
}

/**
 * Go's strings.TrimSpace.
 *
 * @example
 * ```ts
 * import { goTrimSpace } from "@drydock/systemd/ground";
 *
 * console.log(goTrimSpace("\u2003port = 8080\n")); // port = 8080
 * ```
 */
export function goTrimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isGoSpace(text.charAt(start))) start++;
  while (end > start && isGoSpace(text.charAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const short: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/**
 * Go's %q of a text: double quotes, with what cannot be printed escaped.
 *
 * @example
 * ```ts
 * import { goQuote } from "@drydock/systemd/ground";
 *
 * console.log(goQuote("tab\t")); // "tab\t"
 * ```
 */
export function goQuote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += goEscape(character);
  return `${quoted}"`;
}

/**
 * A byte as Go's JSON errors print it: in single quotes, read as Latin-1.
 *
 * @example
 * ```ts
 * import { goQuoteByte } from "@drydock/systemd/ground";
 *
 * console.log(goQuoteByte(0x0a), goQuoteByte(0x27)); // '\n' '\''
 * ```
 */
export function goQuoteByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === "'") return "'\\''";
  return character === '"' ? `'"'` : `'${goEscape(character)}'`;
}

function goEscape(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  if (/^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
