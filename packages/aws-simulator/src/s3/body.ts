import { Readable } from "node:stream";
import type { StreamingBlobPayloadOutputTypes } from "@smithy/types";
import { s3Error } from "./errors.ts";

/**
 * The bytes of a body that is given whole: text, bytes, or nothing. A handler answers at once, so a stream
 * has to be read before it is handed in; one that has not is refused.
 */
export function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
  throw s3Error(
    "NotImplemented",
    "A body must be text or bytes: the simulated account cannot wait for a stream. Read it first, for instance with `buffer(stream)` of node:stream/consumers.",
    501,
  );
}

/**
 * A body as the SDK answers with it in Node: a stream that can also be taken as text, bytes or a web stream.
 */
export function bodyOf(bytes: Uint8Array): StreamingBlobPayloadOutputTypes {
  const content = Buffer.from(bytes);
  const stream = Readable.from(content.length === 0 ? [] : [content], { objectMode: false });
  return Object.assign(stream, {
    transformToByteArray: async () => Uint8Array.from(content),
    transformToString: async (encoding?: string) => content.toString(isEncoding(encoding) ? encoding : "utf8"),
    transformToWebStream: () => Readable.toWeb(stream) as ReadableStream,
  }) as StreamingBlobPayloadOutputTypes; // the SDK's type also allows browsers' streams
}

function isEncoding(name: string | undefined): name is BufferEncoding {
  return name !== undefined && Buffer.isEncoding(name);
}
