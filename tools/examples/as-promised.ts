/**
 * Whether `printed` is what was promised. A line of three dots stands for any lines, `…` for any text within
 * one.
 */
export function isAsPromised(printed: string, promised: string): boolean {
  const parts = promised.trimEnd().split(/^\.\.\.$\n?/m);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*")).join("[^]*");
  return new RegExp(`^${pattern}\n*$`).test(printed);
}
