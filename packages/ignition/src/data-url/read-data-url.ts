import { remembered } from "../remembered.ts";

/** The bytes of a `data:` URL, or Ignition's message about why it has none. */
export type DataUrlReading = { readonly data: Uint8Array } | { readonly problem: string };

type MediaReading = { readonly dataStart: number; readonly base64: boolean } | { readonly problem: string };

const token = /[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]*/y;
const quotedRun = /[\0-!#-[\]-\x7f]*/y;
const knownType = /^(?:text|image|audio|video|application|message|multipart)/;
const urlCharacters = /^[!$-;=?-Z_a-z~]*$/;
const base64Characters = /^[A-Za-z0-9+/=\n]*$/;

/**
 * Reads a `data:` URL by the grammar of the Go library `vincent-petithory/dataurl` 1.0.0, with its messages.
 */
export function readDataUrl(url: string): DataUrlReading {
  const parts = splitDataUrl(url);
  if ("problem" in parts) return parts;
  return { data: parts.base64 ? Buffer.from(parts.data, "base64") : unescape(parts.data) };
}

/** What is wrong with a `data:` URL, by the same grammar; its data are not decoded. */
export const dataUrlProblem: (url: string) => string | undefined = remembered(1024, (url) => {
  const parts = splitDataUrl(url);
  return "problem" in parts ? parts.problem : undefined;
});

/** The encoded data, known to be decodable. */
function splitDataUrl(url: string): { readonly data: string; readonly base64: boolean } | { readonly problem: string } {
  if (!url.startsWith("data:")) return { problem: "missing data prefix" };
  const media = readMedia(url);
  if ("problem" in media) return media;
  const { base64, dataStart } = media;
  const data = url.slice(dataStart);
  const characters = base64 ? base64Characters : urlCharacters;
  const problem = characters.test(data)
    ? base64
      ? base64Problem(data)
      : unescapeProblem(data)
    : "invalid data character";
  return problem === undefined ? { data, base64 } : { problem };
}

function tokenEnd(url: string, start: number): number {
  token.lastIndex = start;
  token.test(url);
  return token.lastIndex;
}

function readMedia(url: string): MediaReading {
  let at = "data:".length;
  const first = url[at];
  if (first === undefined) return { problem: "missing comma before data" };
  if (first !== ";" && first !== ",") {
    const slash = tokenEnd(url, at);
    if (slash === at) return { problem: "invalid character after data prefix" };
    // The second character is consumed unseen after an x, unless the type is an x-token.
    const unchecked = /[xX]/.test(first) && slash === at + 1 ? slash + 1 : slash;
    const end = unchecked === slash || url[slash] === undefined ? slash : tokenEnd(url, unchecked);
    if (url[end] === undefined) return { problem: "missing media type slash" };
    if (url[end] !== "/") return { problem: "invalid character for media type" };
    const type = url.slice(at, end);
    if (!/^[xX]-/.test(type) && !knownType.test(type)) return { problem: "invalid media type" };
    at = tokenEnd(url, end + 1);
    if (url[at] === undefined) return { problem: "incomplete media type" };
    if (url[at] !== ";" && url[at] !== ",") return { problem: "invalid character for media subtype" };
  }
  return readParameters(url, at);
}

function readParameters(url: string, start: number): MediaReading {
  let at = start;
  while (url[at] === ";") {
    const nameStart = at + 1;
    const nameEnd = tokenEnd(url, nameStart);
    const stop = url[nameEnd];
    if (stop === undefined) return { problem: "unterminated parameter sequence" };
    if (nameEnd === nameStart) {
      const ended = stop === "=" || stop === ",";
      return { problem: ended ? "unterminated parameter sequence" : "invalid character for parameter attribute" };
    }
    if (stop === ",") {
      const name = url.slice(nameStart, nameEnd);
      if (name !== "base64") return { problem: `expected base64, got ${name}` };
      return { dataStart: nameEnd + 1, base64: true };
    }
    if (stop !== "=") return { problem: "invalid character for parameter attribute" };
    const value = readParameterValue(url, nameEnd + 1);
    if ("problem" in value) return value;
    at = value.end;
    if (url[at] === undefined) return { problem: "missing comma before data" };
    if (url[at] !== ";" && url[at] !== ",") return { problem: "expected semicolon or comma" };
  }
  return { dataStart: at + 1, base64: false };
}

function readParameterValue(url: string, start: number): { readonly end: number } | { readonly problem: string } {
  if (url[start] === '"') {
    const end = quotedEnd(url, start + 1);
    if (url[end] === '"') {
      return isGoString(url.slice(start + 1, end)) ? { end: end + 1 } : { problem: "invalid syntax" };
    }
    if (url[end] === undefined) return { problem: "unclosed quoted string" };
    if (url[end] !== "\\") return { problem: "invalid character for parameter value" };
    return { problem: url[end + 1] === undefined ? "unclosed quoted string" : "invalid escaped character" };
  }
  const end = tokenEnd(url, start);
  if (url[end] === undefined) return { problem: "missing comma before data" };
  if (end === start) return { problem: "invalid character for parameter value" };
  if (url[end] !== ";" && url[end] !== ",") return { problem: "invalid character for parameter value" };
  const problem = unescapeProblem(url.slice(start, end));
  return problem === undefined ? { end } : { problem };
}

/** Where the run of ASCII characters and escapes in a quoted value ends. */
function quotedEnd(url: string, start: number): number {
  for (let at = start; ; at += 2) {
    quotedRun.lastIndex = at;
    quotedRun.test(url);
    at = quotedRun.lastIndex;
    if (url[at] !== "\\" || (url[at + 1] ?? "\x80") > "\x7f") return at;
  }
}

const goEscape =
  /\\(?:[abfnrtv\\"]|x[\dA-Fa-f]{2}|[0-3][0-7]{2}|(?:u|U0000)(?![dD][89A-Fa-f])[\dA-Fa-f]{4}|U00(?:0[1-9A-Fa-f]|10)[\dA-Fa-f]{4})/y;

/** Whether Go's `strconv.Unquote` takes it between quotes; every quote in it is known to be escaped. */
function isGoString(text: string): boolean {
  if (text.includes("\n")) return false;
  for (let at = text.indexOf("\\"); at !== -1; at = text.indexOf("\\", goEscape.lastIndex)) {
    goEscape.lastIndex = at;
    if (!goEscape.test(text)) return false;
  }
  return true;
}

function unescape(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let byte = text.charCodeAt(at);
    if (byte === 0x25) {
      byte = digitOf(text.charCodeAt(at + 1)) * 16 + digitOf(text.charCodeAt(at + 2));
      at += 2;
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

function digitOf(hex: number): number {
  return hex <= 0x39 ? hex - 0x30 : (hex | 0x20) - 0x57;
}

function unescapeProblem(text: string): string | undefined {
  if (!text.includes("%")) return undefined;
  const bad = /%(?![\dA-Fa-f]{2})/.exec(text);
  if (bad === null) return undefined;
  const digits = text.slice(bad.index + 1, bad.index + 3);
  const short = /^[\dA-Fa-f]?$/.test(digits);
  return short ? "rfc2396: unexpected end of unescape sequence" : "rfc2396: invalid char 0x25 in unescape sequence";
}

function base64Problem(text: string): string | undefined {
  if (text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const at = corruptByte(text);
  return at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
}

/** The byte that Go's strict decoder complains of; line breaks are passed over. */
function corruptByte(text: string): number | undefined {
  let quantum = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "\n") continue;
    if (character !== "=") {
      quantum = (quantum + 1) % 4;
      continue;
    }
    if (quantum < 2) return at;
    let next = at + 1;
    if (quantum === 2) {
      while (text[next] === "\n") next++;
      if (next === text.length) return text.length;
      if (text[next] !== "=") return next - 1;
      next++;
    }
    while (text[next] === "\n") next++;
    return next === text.length ? undefined : next;
  }
  return quantum === 0 ? undefined : text.length - quantum;
}
