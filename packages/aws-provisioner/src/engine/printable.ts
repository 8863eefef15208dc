/**
 * Words of somebody else's in one line, as they may be shown: a terminal acts on control characters, and a
 * new line would begin as if it were our own.
 */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
