import { findingAt, type Lint } from "./lint.ts";

/** A hash that is not hexadecimal: Ignition looks at its length only, and fails at boot. */
export const hashDigits: Lint = function* ({ all }) {
  for (const [{ hash = "" }, path] of all("Verification")) {
    const bad = /^sha(?:256|512)-[\dA-Fa-f]*([^\dA-Fa-f])/u.exec(hash)?.[1];
    if (bad === undefined) continue;
    const message = `${JSON.stringify(bad)} is no hexadecimal digit: Ignition would fail at boot`;
    yield findingAt("error", path, "hash", message, "Write the hash in hex.");
  }
};
