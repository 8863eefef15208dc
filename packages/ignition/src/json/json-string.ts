import { isUtf8 } from "node:buffer";

/** The bytes that the letters after a backslash stand for. */
const simpleEscapes: Readonly<Record<number, number>> = {
  0x22: 0x22,
  0x5c: 0x5c,
  0x2f: 0x2f,
  0x62: 0x08,
  0x66: 0x0c,
  0x6e: 0x0a,
  0x72: 0x0d,
  0x74: 0x09,
};

/**
 * The text between two quotes of a JSON document. As in Go, each half of a surrogate pair that stands alone
 * and each byte that is not UTF-8 becomes U+FFFD; `mangled` says that this happened.
 */
export function decodeJsonString(bytes: Buffer): { readonly text: string; readonly mangled: boolean } {
  if (!bytes.includes(0x5c)) return decodeUtf8(bytes);
  // An escape never grows: six bytes of it are three of UTF-8 at most.
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let mangled = false;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x5c) {
      out[length++] = byte;
      at += 1;
      continue;
    }
    const escape = bytes[at + 1] ?? 0;
    if (escape !== 0x75) {
      out[length++] = simpleEscapes[escape] ?? escape;
      at += 2;
      continue;
    }
    const unit = codeUnit(bytes, at);
    const next = isHighSurrogate(unit) ? codeUnit(bytes, at + 6) : -1;
    const isPair = next >= 0xdc00 && next <= 0xdfff;
    const isAlone = !isPair && unit >= 0xd800 && unit <= 0xdfff;
    const character = isPair ? String.fromCharCode(unit, next) : isAlone ? "\ufffd" : String.fromCharCode(unit);
    length += out.write(character, length);
    mangled ||= isAlone;
    at += isPair ? 12 : 6;
  }
  const { text, mangled: isNotUtf8 } = decodeUtf8(out.subarray(0, length));
  return { text, mangled: mangled || isNotUtf8 };
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
  for (let at = 0; at < bytes.length;) {
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
