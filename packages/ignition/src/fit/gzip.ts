import { gunzipSync, gzipSync } from "fflate";

/**
 * The bytes as one gzip member, without a time stamp. The compressor is plain JavaScript on purpose: zlib's output differs
 * between its builds, and the same config must give the same user data on every machine and Node version.
 */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9, mtime: 0 });
}

/** The bytes that `gzip` packed. Throws when they are not gzip. */
export function gunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes);
}
