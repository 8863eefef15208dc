import { valueLike } from "@drydock/systemd/ground";

/** What is read, or becomes contents. */
export const textOrBytes = valueLike<string | Uint8Array>(
  (value) => typeof value === "string" || value instanceof Uint8Array,
  "a text or bytes",
);
