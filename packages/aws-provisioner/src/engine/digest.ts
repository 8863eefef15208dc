import { createHash } from "node:crypto";
import { canonicalJson } from "@drydock/systemd/ground";

/** The first 32 hexadecimal digits of the SHA-256 of a value's canonical JSON. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 32);
}
