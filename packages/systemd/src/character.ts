// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What makes a text impossible inside one line of a unit file: a line break, NUL or other control character (tab is fine), or half a surrogate pair. */
export function unprintable(text: string): string | undefined {
  const found = control.exec(text);
  if (found !== null) {
    const code = found[0].charCodeAt(0);
    const name = code === 10 || code === 13 ? "a line break" : code === 0 ? "a NUL" : "a control character";
    return `contains ${name} (U+${code.toString(16).padStart(4, "0").toUpperCase()} at offset ${found.index})`;
  }
  const half = loneSurrogate.exec(text);
  if (half === null) return undefined;
  return `contains half a surrogate pair (U+${half[0].charCodeAt(0).toString(16).toUpperCase()} at offset ${half.index}), which has no UTF-8 form`;
}

/** True when a text has half a surrogate pair, and so no UTF-8 form. */
export function isIllFormed(text: string): boolean {
  return loneSurrogate.test(text);
}

/** Text fit for a message: quoted, with control characters escaped, shortened to 120 characters. */
export function quoteForMessage(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}
