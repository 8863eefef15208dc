/** Content as a `data:` URL, percent-encoded or base64, whichever is shorter. */
export function dataUrl(content: Uint8Array): string {
  const base64 = `data:;base64,${Buffer.from(content).toString("base64")}`;
  const text = Buffer.from(content).toString("utf8");
  if (!Buffer.from(text, "utf8").equals(content)) return base64;
  const plain = `data:,${encodeURIComponent(text)}`;
  return plain.length <= base64.length ? plain : base64;
}
