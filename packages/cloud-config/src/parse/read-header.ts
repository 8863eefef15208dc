import type { Diagnostic } from "@drydock/systemd/ground";

/**
 * Longest text that is read, in UTF-16 units; user data itself ends at 16,384 bytes, a file behind `#include`
 * may be longer.
 */
const longestText = 1_048_576;

/** What the first lines of a text say, and what is wrong with them. */
export function readHeader(text: string): { readonly jinja: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const refuse = (
    message: string,
    remedy: string,
    rule: string,
  ): { readonly jinja: boolean; readonly diagnostics: readonly Diagnostic[] } => ({
    jinja: false,
    diagnostics: [{ severity: "error", path: "$", message, remedy, rule, line: 1, column: 1 }],
  });
  if (text.length > longestText)
    return refuse(`longer than ${longestText} characters`, "User data ends at 16384 bytes; split it.", "too-large");
  if (text.startsWith("\u{feff}"))
    return refuse("begins with a byte-order mark, so no reader sees the header", "Save it without the mark.", "header");
  const lines = text.split("\n", 2).map((line) => line.trimEnd());
  const jinja = /^##\s*template:\s*jinja$/i.test(lines[0] ?? "");
  const header = jinja ? lines[1] : lines[0];
  if (header === "#cloud-config") return { jinja, diagnostics: [] };
  const shown = JSON.stringify((header ?? "").slice(0, 40));
  return refuse(`the first line is ${shown}, not #cloud-config`, "Make #cloud-config the very first line.", "header");
}
