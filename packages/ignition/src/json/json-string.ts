import { isUtf8 } from "node:buffer";

const simpleEscapes: Readonly<Record<number, string>> = {
  0x22: '"',
  0x5c: "\\",
  0x2f: "/",
  0x62: "\b",
  0x66: "\f",
  0x6e: "\n",
  0x72: "\r",
  0x74: "\t",
};

/**
 * The text between two quotes of a JSON document. As in Go, each half of a surrogate pair that stands alone and each byte that
 * is not UTF-8 becomes U+FFFD; `mangled` says that this happened.
 */
export function decodeJsonString(bytes: Buffer): { readonly text: string; readonly mangled: boolean } {
  let text = "";
  let mangled = false;
  let runStart = 0;
  for (let at = bytes.indexOf(0x5c); at !== -1; at = bytes.indexOf(0x5c, runStart)) {
    const run = decodeUtf8(bytes.subarray(runStart, at));
    text += run.text;
    mangled ||= run.mangled;
    const escape = bytes[at + 1] ?? 0;
    if (escape !== 0x75) {
      text += simpleEscapes[escape] ?? "";
      runStart = at + 2;
      continue;
    }
    const unit = codeUnit(bytes, at);
    const next = isHighSurrogate(unit) ? codeUnit(bytes, at + 6) : -1;
    if (next >= 0xdc00 && next <= 0xdfff) {
      text += String.fromCharCode(unit, next);
      runStart = at + 12;
    } else {
      const alone = unit >= 0xd800 && unit <= 0xdfff;
      text += alone ? "\ufffd" : String.fromCharCode(unit);
      mangled ||= alone;
      runStart = at + 6;
    }
  }
  const rest = decodeUtf8(bytes.subarray(runStart));
  return { text: text + rest.text, mangled: mangled || rest.mangled };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function codeUnit(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0x5c || bytes[at + 1] !== 0x75) return -1;
  return Number.parseInt(bytes.toString("latin1", at + 2, at + 6), 16);
}

function decodeUtf8(bytes: Buffer): { readonly text: string; readonly mangled: boolean } {
  if (isUtf8(bytes)) return { text: bytes.toString(), mangled: false };
  // A replacement per byte, as Go does; Node's decoder makes one of a whole truncated sequence.
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const sequence = bytes.subarray(at, at + length);
    if (length > 0 && sequence.length === length && isUtf8(sequence)) {
      text += sequence.toString();
      at += length;
    } else {
      text += "\ufffd";
      at += 1;
    }
  }
  return { text, mangled: true };
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}
