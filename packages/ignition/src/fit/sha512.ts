import { createHash } from "node:crypto";

/** SHA-512 of the bytes (text as UTF-8), in hex. */
export function sha512(bytes: string | Uint8Array): string {
  return createHash("sha512").update(bytes).digest("hex");
}
