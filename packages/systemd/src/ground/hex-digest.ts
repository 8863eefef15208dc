/**
 * The hash of the bytes (text as UTF-8), in hexadecimal digits. Node's own library is loaded when something
 * is first hashed: it takes longer to load than most of what imports this.
 *
 * @example
 * ```ts
 * import { hexDigest } from "@drydock/systemd/ground";
 *
 * console.log(hexDigest("sha256", "abc").slice(0, 16));
 * // ba7816bf8f01cfea
 * ```
 */
export function hexDigest(algorithm: "sha256" | "sha512", bytes: string | Uint8Array): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash(algorithm).update(bytes).digest("hex");
}
