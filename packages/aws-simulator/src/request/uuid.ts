import type { Random } from "../random.ts";

/** A random UUID (version 4) from a seeded stream. */
export function uuidFrom(random: Random): string {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.text(1, "89ab")}${random.hex(3)}-${random.hex(12)}`;
}
