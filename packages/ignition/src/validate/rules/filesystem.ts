import { pathProblem } from "./go-path.ts";
import type { Filesystem } from "../../spec/disk.ts";
import type { Rule } from "./rule.ts";

const labelLimits: ReadonlyMap<string, number> = new Map([
  ["ext4", 16],
  ["btrfs", 256],
  ["xfs", 12],
  ["swap", 15],
  ["vfat", 11],
]);

/** A file system: its path, device and format, and a label that the format takes. */
export const filesystemRule: Rule<Filesystem> = (filesystem, context) => {
  const { device, format = "", label = "", path = "" } = filesystem;
  if (path !== "") context.error(pathProblem(path), "path");
  context.error(pathProblem(device), "device");
  context.error(formatProblem(filesystem, context.minor), "format");
  if (label === "") return;
  if (format === "") return context.error("filesystem must specify format if label is specified", "label");
  const limit = labelLimits.get(format);
  if (limit !== undefined && Buffer.byteLength(label) > limit) {
    context.error(`filesystem labels cannot be longer than ${limit} characters when using ${format}`, "label");
  }
};

function formatProblem(filesystem: Filesystem, minor: number): string | undefined {
  const { format, label, mountOptions = [], options = [], path, uuid, wipeFilesystem } = filesystem;
  if (format) {
    const known = labelLimits.has(format) || (format === "none" && minor >= 3);
    return known ? undefined : "invalid filesystem format";
  }
  const described = path || label || uuid || wipeFilesystem === true || mountOptions.length > 0 || options.length > 0;
  if (!described) return undefined;
  return "format cannot be empty when path, label, uuid, wipeFilesystem, options, or mountOptions is specified";
}
