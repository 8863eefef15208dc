import { posix } from "node:path";
import { ancestorLookup } from "../ancestor-lookup.ts";
import { cleanPath } from "./go-path.ts";
import type { Link, Node } from "../../spec/node.ts";
import type { Storage } from "../../spec/storage.ts";
import type { Rule, RuleContext } from "./rule.ts";

/**
 * Nodes below links of the same config, targets of links, and file systems on disks that are wiped or
 * partitioned.
 */
export const storageRule: Rule<Storage> = (storage, context) => {
  const { directories = [], files = [], links = [] } = storage;
  const isLink = linkLookup(links);
  const directoryPaths = countPaths(directories);
  directories.forEach(({ path }, index) => {
    for (let count = isLink(path); count > 0; count--) {
      context.error("directory path includes link in config", "directories", index);
    }
  });
  files.forEach(({ path }, index) => {
    for (let count = isLink(path); count > 0; count--)
      context.error("file path includes link in config", "files", index);
  });
  links.forEach((link, index) => {
    for (let count = isLink(link.path); count > 0; count--) {
      context.error("link path includes link in config", "links", index);
    }
    checkTarget(link, index, directoryPaths, context);
  });
  if (context.engine !== "2.14.0") checkFilesystems(storage, context);
};

/** How many links of the config the path leads through; Ignition reports each. */
function linkLookup(links: readonly Link[]): (path: string) => number {
  const counts = countPaths(links);
  const ancestorsOf = ancestorLookup(counts.keys());
  return (path) => ancestorsOf(path).reduce((sum, ancestor) => sum + (counts.get(ancestor) ?? 0), 0);
}

function countPaths(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of nodes) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

function checkTarget(
  link: Link,
  index: number,
  directoryPaths: ReadonlyMap<string, number>,
  context: RuleContext,
): void {
  const { target = "", user, group } = link;
  if (target === "" && context.minor >= 3) return context.error("link target is required", "links", index, "target");
  if (link.hard !== true) return;
  const clean = cleanPath(target);
  const resolved = clean.startsWith("/") ? clean : cleanPath(posix.join(link.path, target));
  for (let count = directoryPaths.get(resolved) ?? 0; count > 0; count--) {
    context.error("hard link target is a directory", "links", index);
  }
  if (context.engine === "2.14.0") return;
  for (const [name, owner] of [["user", user] as const, ["group", group] as const]) {
    for (const field of ["id", "name"] as const) {
      if (owner?.[field] !== undefined) context.warn("user/group ignored for hard link", "links", index, name, field);
    }
  }
}

function checkFilesystems({ disks = [], filesystems = [] }: Storage, context: RuleContext): void {
  const byDevice = new Map(disks.map((disk) => [disk.device, disk]));
  filesystems.forEach(({ device, wipeFilesystem }, index) => {
    const disk = byDevice.get(device);
    if (disk === undefined) return;
    if (disk.partitions !== undefined && disk.partitions.length > 0) {
      context.warn("filesystem overwrites partitioned device", "filesystems", index, "device");
    } else if (wipeFilesystem !== true && disk.wipeTable === true) {
      context.warn(
        "device matches disk with wipeTable enabled; filesystem will be wiped",
        "filesystems",
        index,
        "device",
      );
    }
  });
}
