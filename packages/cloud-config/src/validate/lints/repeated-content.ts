import type { Lint } from "./lint.ts";

/** Contents shorter than this cost less than a reference would. */
const worthSharing = 256;

/** The same long content inlined at several places. */
export const repeatedContent: Lint = (config) => {
  const first = new Map<string, number>();
  return (config.write_files ?? []).flatMap((file, index) => {
    const content = file.content ?? "";
    if (content.length < worthSharing) return [];
    const seen = first.get(content);
    if (seen === undefined) first.set(content, index);
    if (seen === undefined) return [];
    const message = `the content of write_files.${seen} stands here again (${Buffer.byteLength(content)} bytes)`;
    return [
      {
        severity: "warning",
        path: `$.write_files.${index}.content`,
        message,
        remedy: "Write it once, and link or copy it at boot.",
        rule: "content-repeated",
      },
    ];
  });
};
