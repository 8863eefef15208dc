import { textOrBytes } from "../text-or-bytes.ts";
import { DrydockError, checkOptions, text } from "@drydock/systemd/ground";
import { readDataUrl } from "./read-data-url.ts";

const unreserved = /^[A-Za-z0-9\-_.!~*'()]$/;
const escapes: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
});

/**
 * The shorter of the two `data:` URLs of these bytes, text taken as UTF-8: percent-escaped (preferred on a
 * tie, because a person can read it) or base64. It is deterministic and never compresses.
 *
 * @example
 * ```ts
 * import { encodeDataUrl } from "@drydock/ignition";
 *
 * encodeDataUrl("port = 8080"); // "data:,port%20%3D%208080"
 * encodeDataUrl(Uint8Array.of(0, 1, 2)); // "data:,%00%01%02"
 * ```
 */
export function encodeDataUrl(contents: string | Uint8Array): string {
  checkOptions("encodeDataUrl", textOrBytes, contents);
  const bytes = typeof contents === "string" ? Buffer.from(contents) : contents;
  const base64Length = "data:;base64,".length + 4 * Math.ceil(bytes.length / 3);
  let escapedLength = "data:,".length;
  for (const byte of bytes) escapedLength += escapes[byte]?.length ?? 0;
  if (escapedLength > base64Length) {
    const { buffer, byteOffset, byteLength } = bytes;
    return `data:;base64,${Buffer.from(buffer, byteOffset, byteLength).toString("base64")}`;
  }
  let escaped = "data:,";
  for (const byte of bytes) escaped += escapes[byte];
  return escaped;
}

/**
 * The bytes in a `data:` URL, read by the grammar that Ignition uses: stricter than a browser's.
 *
 * @throws {DataUrlError} `data-url`, with Ignition's own message when Ignition would refuse the URL.
 *
 * @example
 * ```ts
 * import { decodeDataUrl } from "@drydock/ignition";
 *
 * Buffer.from(decodeDataUrl("data:;base64,aGVsbG8=")).toString(); // "hello"
 * ```
 */
export function decodeDataUrl(url: string): Uint8Array {
  checkOptions("decodeDataUrl", text, url);
  const result = readDataUrl(url);
  if ("problem" in result) throw new DataUrlError(result.problem);
  return result.data;
}

/** A `data:` URL that Ignition would refuse; the message is Ignition's. */
export class DataUrlError extends DrydockError<"data-url"> {
  static override readonly type: string = "DataUrlError";

  constructor(message: string) {
    super("data-url", message);
  }
}
