import { createHash } from "node:crypto";

/** JSON with the keys of every object in order, so that equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** The first 32 hexadecimal digits of the SHA-256 of a value's canonical JSON. */
export function digest(value: unknown): string {
  return createHash("sha256")
    .update(canonical(value) ?? "undefined")
    .digest("hex")
    .slice(0, 32);
}
