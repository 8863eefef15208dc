import { FileSystemError } from "./file-system-error.ts";
import { type DirectoryInode, type Inode, newDirectory } from "./inode.ts";
import { parentPath, splitPath } from "./path.ts";

const mostLinks = 40;

interface Place {
  readonly parent: DirectoryInode;
  readonly name: string;
  /** Absent when the directory has no such name. */
  readonly inode: Inode | undefined;
}

/**
 * A file system in memory with the kernel's rules for paths; paths are absolute and `..` stops at the root.
 */
export interface FileSystem {
  readonly root: DirectoryInode;
}

/** What stands at the path, a last symbolic link not followed; nothing when it or a parent is missing. */
export function lstat({ root }: FileSystem, path: string): Inode | undefined {
  return unlessMissing(() => find(root, path, false).inode);
}

/** What stands at the path, symbolic links followed; nothing when it or a parent is missing. */
function stat({ root }: FileSystem, path: string): Inode | undefined {
  return unlessMissing(() => find(root, path, true).inode);
}

/** What can be read at the path, symbolic links followed; nothing when anything stands in the way. */
export function readable(fs: FileSystem, path: string): Inode | undefined {
  try {
    return stat(fs, path);
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}

/** Makes the directory and its missing parents, root's and 0o755. */
export function makeDirectories(fs: FileSystem, path: string): void {
  const existing = stat(fs, path);
  if (existing?.type === "directory") return;
  if (existing) throw new FileSystemError("not-a-directory", path);
  if (path !== "/") makeDirectories(fs, parentPath(path));
  const place = find(fs.root, path, false);
  if (place.inode) throw new FileSystemError("exists", path);
  place.parent.entries.set(place.name, inherited(place.parent, newDirectory()));
}

/** Puts a new file or link at the path; what had the name is lost unless it is a directory, which refuses. */
export function replaceAt({ root }: FileSystem, path: string, inode: Inode): void {
  const place = find(root, path, false);
  if (place.inode?.type === "directory") throw new FileSystemError("exists", path);
  place.parent.entries.set(place.name, inherited(place.parent, inode));
}

/** Gives an inode that exists already one more name, which must be free. */
export function linkAt({ root }: FileSystem, path: string, inode: Inode): void {
  const place = find(root, path, false);
  if (place.inode) throw new FileSystemError("exists", path);
  place.parent.entries.set(place.name, inode);
}

/** What is made in a directory with the setgid bit gets its group, and a directory the bit too. */
function inherited(parent: DirectoryInode, inode: Inode): Inode {
  if ((parent.mode & 0o2000) === 0) return inode;
  inode.gid = parent.gid;
  if (inode.type === "directory") inode.mode |= 0o2000;
  return inode;
}

/** Removes the name and, if it is a directory, all beneath; a missing one is fine. */
export function removeAll({ root }: FileSystem, path: string): void {
  if (path === "/") return root.entries.clear();
  const place = unlessMissing(() => find(root, path, false));
  place?.parent.entries.delete(place.name);
}

function find(root: DirectoryInode, path: string, follow: boolean): Place {
  const trail: DirectoryInode[] = [root];
  const names = splitPath(path);
  let place: Place = { parent: root, name: "", inode: root };
  let links = 0;
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const here: Inode | undefined = place.inode;
    if (here === undefined) throw new FileSystemError("missing", path);
    if (here.type !== "directory") throw new FileSystemError("not-a-directory", path);
    if (name === "..") {
      if (trail.length === 1) throw new FileSystemError("outside", path);
      trail.pop();
      const parent = trail.at(-1) ?? root;
      place = { parent, name: "", inode: parent };
      continue;
    }
    const inode = here.entries.get(name);
    if (inode?.type === "link" && (follow || names.length > 0)) {
      if (++links > mostLinks) throw new FileSystemError("too-many-links", path);
      if (inode.target.startsWith("/")) throw new FileSystemError("outside", path);
      names.unshift(...splitPath(inode.target));
      continue;
    }
    place = { parent: here, name, inode };
    if (inode?.type === "directory") trail.push(inode);
  }
  return place;
}

function unlessMissing<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "missing") return undefined;
    throw error;
  }
}
