import { type FileSystem, lstat } from "./file-system.ts";
import { cleanPath, joinPath, parentPath } from "./path.ts";

/**
 * The path that Ignition really uses: symbolic links among the parents are followed inside the root, once
 * each; the last name is never followed.
 */
export function resolvePath(fs: FileSystem, ...paths: readonly string[]): string {
  const names = paths.flatMap(ignitionNames);
  const last = names.pop() ?? "";
  let real = "/";
  for (const name of names) {
    const next = joinPath(real, name);
    const inode = lstat(fs, next);
    if (inode?.type !== "link") real = next;
    else real = inode.target.startsWith("/") ? cleanPath(inode.target) : joinPath(parentPath(next), inode.target);
  }
  return joinPath(real, last);
}

/** A trailing slash is a last, empty name, which makes the one before it a parent. */
function ignitionNames(path: string): string[] {
  const names = path.split("/");
  const last = names.pop() ?? "";
  return [...names.filter((name) => name !== ""), last];
}
