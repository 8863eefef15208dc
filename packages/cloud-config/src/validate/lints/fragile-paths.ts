import type { Lint } from "./lint.ts";

/**
 * Files that do not last: /tmp is emptied while the node boots, /proc and /sys are no files, the same path
 * twice keeps only the last.
 */
export const fragilePaths: Lint = (config) => {
  const written = new Set<string>();
  return (config.write_files ?? []).flatMap((file, index) => {
    const at = `$.write_files.${index}.path`;
    const twice = written.has(file.path) && file.append !== true;
    written.add(file.path);
    if (/^\/(?:proc|sys|dev)\//.test(file.path)) {
      return [
        {
          severity: "warning",
          path: at,
          message: `${file.path} is the kernel's`,
          remedy: "Use a sysctl, udev or modules file in /etc.",
          rule: "path-fragile",
        },
      ];
    }
    if (file.path.startsWith("/tmp/")) {
      return [
        {
          severity: "warning",
          path: at,
          message: "/tmp is emptied while the node boots",
          remedy: "Write below /run or /var.",
          rule: "path-fragile",
        },
      ];
    }
    if (twice)
      return [
        {
          severity: "warning",
          path: at,
          message: `${file.path} is written twice; the last wins`,
          remedy: "Keep one.",
          rule: "path-repeated",
        },
      ];
    return [];
  });
};
