/** The longest physical line, in bytes, that go-systemd takes for sure: it refuses one at 2,048. */
export const longestLine = 2047;

function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/**
 * Wraps an assignment so that no physical line exceeds `longestLine` bytes. Each break replaces one space by
 * a backslash and a line break, which systemd reads back as exactly that space. A final backslash gets a
 * blank behind it, which keeps both parsers from joining the next line and which both strip again. Undefined
 * when some stretch has no space to break at.
 */
export function wrapLine(line: string): readonly string[] | undefined {
  if (!line.endsWith("\\")) return wrapped(line);
  // Wrapped as if the blank were text, since it takes a byte of the last line.
  return wrapped(`${line}x`)?.map((part, at, { length }) => (at === length - 1 ? `${part.slice(0, -1)} ` : part));
}

function wrapped(line: string): readonly string[] | undefined {
  if (line.length * 3 <= longestLine || byteLength(line) <= longestLine) return [line];
  const lines: string[] = [];
  let start = 0;
  let used = 0;
  let lastBreak = -1;
  let sinceBreak = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    // A surrogate pair is 4 bytes, counted as 2 and 2.
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
    if (code === 0x20 && canBreakAt(line, at)) {
      lastBreak = at;
      sinceBreak = 0;
      used += 1;
    } else {
      used += size;
      sinceBreak += size;
    }
    // The backslash needs a byte as well, unless the line ends here.
    if (used <= longestLine - 1 || (at === line.length - 1 && used <= longestLine)) continue;
    if (lastBreak < 0) return undefined;
    if (lastBreak === at && used <= longestLine) continue;
    lines.push(`${line.slice(start, lastBreak)}\\`);
    start = lastBreak + 1;
    used = sinceBreak;
    lastBreak = -1;
  }
  lines.push(line.slice(start));
  return lines;
}

/**
 * Not before a blank (the next line must begin with text), a `#` or `;` (it would become a comment), and not
 * after a backslash (it would be escaped).
 */
function canBreakAt(line: string, at: number): boolean {
  const before = line.charAt(at - 1);
  const after = line.charAt(at + 1);
  return before !== "\\" && before !== "" && after !== "" && !" \t#;".includes(after);
}
