import type * as Fflate from "fflate";

const mostUnpackedBytes = 2 ** 29;
let compressor: typeof Fflate | undefined;

/**
 * The bytes as one gzip member, without a time stamp. The compressor is plain JavaScript on purpose: zlib's
 * output differs between its builds, and the same config must give the same user data on every machine and
 * Node version. It is loaded when something is first packed: its tables take longer to make than those of all
 * of Ignition.
 */
export function gzip(bytes: Uint8Array): Uint8Array {
  compressor ??= process.getBuiltinModule("node:module").createRequire(import.meta.url)("fflate") as typeof Fflate;
  return compressor.gzipSync(bytes, { level: 9, mtime: 0 });
}

/**
 * The bytes that were packed, in one member or more. Throws when they are not gzip, damaged, followed by
 * others, or unpack to over 512 MiB.
 */
export function gunzip(bytes: Uint8Array): Uint8Array {
  const { gunzipSync } = process.getBuiltinModule("node:zlib");
  const result: unknown = gunzipSync(bytes, { info: true, maxOutputLength: mostUnpackedBytes });
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== bytes.length) throw new Error("bytes follow the gzip data");
  return buffer;
}
