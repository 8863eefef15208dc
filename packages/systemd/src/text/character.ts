// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const plain = /^[\t\x20-\x7e]*$/;
const loneSurrogate = /\p{Surrogate}/u;
// What utf8_is_valid() of systemd refuses, and with it the whole line.
const noText = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/u;

/**
 * What makes a text impossible inside one line of a unit file: a line break, NUL or other control character
 * (tab is fine), half a surrogate pair, or a noncharacter.
 */
export function unprintable(text: string): string | undefined {
  if (plain.test(text)) return undefined;
  const found = control.exec(text);
  if (found !== null) {
    const code = found[0].charCodeAt(0);
    const name = code === 10 || code === 13 ? "a line break" : code === 0 ? "a NUL" : "a control character";
    return `contains ${name} (U+${code.toString(16).padStart(4, "0").toUpperCase()} at offset ${found.index})`;
  }
  const bad = noText.exec(text);
  if (bad === null) return undefined;
  const name = loneSurrogate.test(bad[0])
    ? "half a surrogate pair, which has no UTF-8 form"
    : "a noncharacter, for which systemd drops the whole line";
  return `contains U+${(bad[0].codePointAt(0) ?? 0).toString(16).toUpperCase()} at offset ${bad.index}, ${name}`;
}

/** True when a text has half a surrogate pair, and so no UTF-8 form. */
export function isIllFormed(text: string): boolean {
  return loneSurrogate.test(text);
}

/**
 * True when systemd takes a text for invalid UTF-8: half a surrogate pair, or a noncharacter such as U+FFFE.
 */
export function isNoText(text: string): boolean {
  return noText.test(text);
}

/** Text fit for a message: quoted, with control characters escaped, shortened to 120 characters. */
export function quoteForMessage(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}
