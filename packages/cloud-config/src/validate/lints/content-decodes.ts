import { decodeContent } from "./decode-content.ts";
import type { Lint } from "./lint.ts";

/** Content that its encoding cannot unpack: the file would be missing or wrong at boot. */
export const contentDecodes: Lint = (config) =>
  (config.write_files ?? []).flatMap((file, index) => {
    const encoding = file.encoding ?? "text/plain";
    const decoded = decodeContent(file.content ?? "", encoding);
    if ("bytes" in decoded || file.content === undefined) return [];
    const message = `content cannot be decoded as ${encoding}: ${decoded.failure}`;
    return [
      {
        severity: "error",
        path: `$.write_files.${index}.content`,
        message,
        remedy: "Use gz+base64, base64 or plain text.",
        rule: "content-undecodable",
      },
    ];
  });
