/** Words that YAML 1.1 or 1.2 reads as null or a boolean, in any case. */
const words = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** A mapping key: bare where every YAML version reads it as this string, else in double quotes. */
export function printKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !words.test(key) ? key : doubleQuoted(key);
}

/** A string on one line, always in quotes: the shorter of double and single. */
export function printText(text: string): string {
  const double = doubleQuoted(text);
  if (!/^[\x20-\x7e]*$/.test(text)) return double;
  const single = `'${text.replaceAll("'", "''")}'`;
  return single.length < double.length ? single : double;
}

/** Whether a string can stand as a literal block and come back the same from every parser. */
export function fitsLiteralBlock(text: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e\n\t]*$/.test(text.replaceAll(plainBeyondAscii, "x")) && text.includes("\n");
}

/**
 * Printable in YAML 1.1 beyond ASCII, without the characters that some parser takes for a line end or a
 * byte-order mark.
 */
const plainBeyondAscii = /[\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function doubleQuoted(text: string): string {
  const body = text.replaceAll(/["\\]|[^\x20-\x7e]/gu, (character) => {
    const short = shortEscapes[character];
    if (short !== undefined) return short;
    plainBeyondAscii.lastIndex = 0;
    if (plainBeyondAscii.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  });
  return `"${body}"`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
};
