import { isUtf8 } from "node:buffer";

const binary = "base64,";

/** Bytes as a text: a log hides both alike, so that a text and its bytes are one value. */
export function textOfBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  return isUtf8(buffer) ? buffer.toString("utf8") : `${binary}${buffer.toString("base64")}`;
}

/** The bytes of which that is the text. */
export function bytesOfText(text: string): Uint8Array {
  return text.startsWith(binary) ? Buffer.from(text.slice(binary.length), "base64") : new TextEncoder().encode(text);
}
