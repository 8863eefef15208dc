import { canonicalJson, hexDigest } from "@drydock/systemd/ground";

/** The first 32 hexadecimal digits of the SHA-256 of a value's canonical JSON. */
export function digest(value: unknown): string {
  return hexDigest("sha256", canonicalJson(value)).slice(0, 32);
}
