const boundary = "drydock-user-data";
const lineLength = 76;

/**
 * A cloud-config compressed and still text: one MIME part in base64, whose gzip cloud-init undoes. The same
 * on every machine: the gzip header bears neither a time nor the system that made it.
 */
export function packedCloudConfig(text: string): string {
  const { gzipSync } = process.getBuiltinModule("node:zlib");
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 0xff;
  const lines = bytes.toString("base64").match(new RegExp(`.{1,${lineLength}}`, "g")) ?? [];
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "MIME-Version: 1.0",
    "",
    `--${boundary}`,
    "Content-Type: application/gzip",
    "Content-Transfer-Encoding: base64",
    "",
    ...lines,
    `--${boundary}--`,
    "",
  ].join("\n");
}
