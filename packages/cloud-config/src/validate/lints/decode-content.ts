/** Most bytes that one file may unpack to. */
const longestFile = 64 * 1024 * 1024;

/** What a file's content unpacks to, or why it does not. */
export type DecodedContent = { readonly bytes: Uint8Array } | { readonly failure: string };

/** Undoes `encoding` the way both cloud-init and coreos-cloudinit do; base64 may be broken over lines. */
export function decodeContent(content: string, encoding: string): DecodedContent {
  if (encoding === "" || encoding === "text/plain") return { bytes: Buffer.from(content, "utf8") };
  if (encoding === "gz" || encoding === "gzip")
    return { failure: "raw gzip data is no text, so a string cannot hold it" };
  const packed = content.replaceAll(/\s/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed))
    return { failure: "it is not base64" };
  const bytes = Buffer.from(packed, "base64");
  if (encoding === "b64" || encoding === "base64") return { bytes };
  try {
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return { bytes: gunzipSync(bytes, { maxOutputLength: longestFile }) };
  } catch (error) {
    return { failure: `it does not unpack (${error instanceof Error ? error.message : String(error)})` };
  }
}
