import { isNoText, quoteForMessage } from "../text/character.ts";
import type { ParsedSections, Position } from "./parsed-unit.ts";
import { collectSections, type SectionCollector } from "./section-collector.ts";

/** systemd's LONG_LINE_MAX: the longest line, and the longest joined line, in bytes. */
const longestLine = 1_048_576;

const blank = " \t\n\r";

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blank.includes(text.charAt(at))) at++;
  return at;
}

function endOfText(text: string, from: number): number {
  let end = text.length;
  while (end > from && blank.includes(text.charAt(end - 1))) end--;
  return end;
}

/** The length of the line break at `at`: LF, CR, NUL, or LF and CR together in either order. */
function lengthOfBreak(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if ((code === 10 && next === 13) || (code === 13 && next === 10)) return text.charCodeAt(at + 2) === 0 ? 3 : 2;
  return (code === 10 || code === 13) && next === 0 ? 2 : 1;
}

/** True when an odd number of backslashes ends the text: the last one joins the next line. */
function joinsNext(text: string): boolean {
  let at = text.length;
  while (at > 0 && text.charCodeAt(at - 1) === 92) at--;
  return (text.length - at) % 2 === 1;
}

/**
 * Finds where an offset of a joined line stands in the source: the physical lines that were joined, by their
 * first offset.
 */
function placeOf(pieces: readonly { readonly from: number; readonly line: number }[], offset: number): Position {
  let place: Position = { line: 1, column: offset + 1 };
  for (const { from, line } of pieces) {
    if (from > offset) break;
    place = { line, column: offset - from + 1 };
  }
  return place;
}

/** Reads one logical line; false when systemd would give up on the whole file. */
function readLogicalLine(
  text: string,
  pieces: readonly { readonly from: number; readonly line: number }[],
  state: State,
  out: SectionCollector,
): boolean {
  const start = skipBlanks(text, 0);
  const end = endOfText(text, start);
  if (start === end) return true;
  const at = placeOf(pieces, start);
  if (state.anyNoText && isNoText(text)) {
    out.report("error", "String is not UTF-8 clean, ignoring assignment", "encoding", at);
    return false;
  }
  if (text.charAt(start) === "[") {
    const header = text.slice(start, end);
    if (!header.endsWith("]") || header.length < 2) {
      out.report(
        "error",
        `Invalid section header ${quoteForMessage(header)}: nothing may follow the ]`,
        "section-header",
        at,
      );
      return false;
    }
    const name = header.slice(1, -1);
    // oxlint-disable-next-line no-control-regex -- control characters are what systemd refuses here
    if (/[\u0001-\u001f\u007f"'\\]/.test(name)) {
      out.report("error", `Bad characters in section header ${quoteForMessage(header)}`, "section-header", at);
      return false;
    }
    out.open(name, at);
    state.seen = true;
    return true;
  }
  const split = text.indexOf("=", start);
  if (!state.seen) out.report("warning", "Assignment outside of section. Ignoring.", "outside-section", at);
  else if (split < 0 || split >= end) out.report("warning", "Missing '=', ignoring line.", "missing-equals", at);
  else if (split === start) out.report("warning", "Missing key name before '=', ignoring line.", "missing-key", at);
  else {
    const valueStart = Math.min(skipBlanks(text, split + 1), end);
    out.add(
      text.slice(start, endOfText(text.slice(0, split), start)),
      text.slice(valueStart, end),
      at,
      placeOf(pieces, valueStart),
    );
  }
  return true;
}

interface State {
  readonly anyNoText: boolean;
  seen: boolean;
}

/**
 * Reads a unit as systemd does at boot: comments skipped even inside a continuation, a backslash at the end
 * of a line read as a space, problems mostly only warned about.
 */
export function parseSystemd(source: string): ParsedSections {
  const out = collectSections();
  const state: State = { anyNoText: isNoText(source), seen: false };
  let joined: string[] = [];
  let joinedLength = 0;
  let pieces: { from: number; line: number }[] = [];
  let bomSeen = false;
  let line = 0;
  // oxlint-disable-next-line no-control-regex -- NUL ends a line for systemd
  const breaks = /[\n\r\0]/g;
  for (let at = 0; at < source.length;) {
    breaks.lastIndex = at;
    const found = breaks.exec(source);
    const end = found === null ? source.length : found.index;
    let text = source.slice(at, end);
    at = found === null ? end : end + lengthOfBreak(source, end);
    line++;
    if (text.length * 3 > longestLine && Buffer.byteLength(text) >= longestLine) {
      out.report(
        "error",
        `Line too long: ${Buffer.byteLength(text)} bytes, at most ${longestLine - 1} are read`,
        "line-length",
        { line, column: 1 },
      );
      return out.result();
    }
    const first = text.charAt(skipBlanks(text, 0));
    if (first === "#" || first === ";") continue;
    if (!bomSeen && text.startsWith("\ufeff")) {
      text = text.slice(1);
      bomSeen = true;
    }
    pieces.push({ from: joinedLength, line });
    joinedLength += text.length;
    if (joinedLength > longestLine) {
      out.report("error", "Continuation line too long", "line-length", { line, column: 1 });
      return out.result();
    }
    if (joinsNext(text)) {
      joined.push(`${text.slice(0, -1)} `);
      continue;
    }
    if (!readLogicalLine(joined.length === 0 ? text : joined.join("") + text, pieces, state, out)) return out.result();
    joined = [];
    joinedLength = 0;
    pieces = [];
  }
  if (joined.length > 0) readLogicalLine(joined.join(""), pieces, state, out);
  return out.result();
}
