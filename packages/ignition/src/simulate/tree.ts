import { hexDigest, anything, checkOptions, map, shown } from "@drydock/systemd/ground";
import { IgnitionOptionError } from "../ignition-option-error.ts";
import { type FileSystem, makeDirectories, linkAt } from "./file-system.ts";
import { type DirectoryInode, type FileInode, type Inode, newDirectory, newFile, newLink } from "./inode.ts";
import { cleanPath, parentPath } from "./path.ts";

/** A regular file of a tree. */
export interface TreeFile {
  readonly type: "file";
  /** Permission bits, such as `0o644`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly contents: Uint8Array;
  /** `sha512-` and the hex digest of the contents. */
  readonly hash: string;
  /** Every path of the same file, this one included: more than one are hard links. */
  readonly paths: readonly string[];
}

/** A directory; what stands in it are other entries of the tree. */
export interface TreeDirectory {
  readonly type: "directory";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A symbolic link; its target as it is written, absolute or not. */
export interface TreeLink {
  readonly type: "link";
  readonly target: string;
  readonly uid: number;
  readonly gid: number;
}

/** What can stand at a path. */
export type TreeEntry = TreeFile | TreeDirectory | TreeLink;

/** What stands on a disk: absolute paths in byte order, without the root itself. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** A file's text or bytes, or a description; `{ type: "directory" }` makes an empty directory. */
export type TreeSource =
  | string
  | Uint8Array
  | {
      readonly type: "file";
      readonly contents: string | Uint8Array;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
    }
  | { readonly type: "directory"; readonly mode?: number; readonly uid?: number; readonly gid?: number }
  | { readonly type: "link"; readonly target: string; readonly uid?: number; readonly gid?: number };

/**
 * A tree from paths and what stands there; missing parents are made.
 *
 * @throws {IgnitionOptionError} `tree-path`, when a path is not absolute and simplified, or the root.
 *
 * @example
 * ```ts
 * import { makeTree } from "@drydock/ignition";
 *
 * [...makeTree({ "/etc/hostname": "a\n" }).keys()]; // ["/etc", "/etc/hostname"]
 * ```
 */
export function makeTree(entries: Readonly<Record<string, TreeSource>>): Tree {
  checkOptions("makeTree", map(anything), entries);
  const fs: FileSystem = { root: newDirectory() };
  for (const path of Object.keys(entries).sort()) {
    const source = entries[path];
    if (source === undefined) continue;
    if (!path.startsWith("/") || cleanPath(path) !== path || path === "/") {
      const problem = `makeTree: ${shown(path)} is no path of an entry`;
      const hint = "Write it absolute and simplified, such as /etc/hostname.";
      throw new IgnitionOptionError("tree-path", problem, hint);
    }
    makeDirectories(fs, parentPath(path));
    linkAt(fs, path, inodeOf(source));
  }
  return snapshot(fs);
}

/** A file system that holds the tree; hard links stay one file. */
export function fileSystemOf(tree: Tree): FileSystem {
  const fs: FileSystem = { root: newDirectory() };
  const files = new Map<string, Inode>();
  for (const [path, entry] of tree) {
    makeDirectories(fs, parentPath(path));
    const first = entry.type === "file" ? entry.paths[0] : undefined;
    const inode = (first === undefined ? undefined : files.get(first)) ?? inodeOf(entry);
    if (first !== undefined) files.set(first, inode);
    linkAt(fs, path, inode);
  }
  return fs;
}

/** What the file system holds now. */
export function snapshot({ root }: FileSystem): Tree {
  const paths = new Map<FileInode, string[]>();
  const found: [string, Inode][] = [];
  walk(root, "", (path, inode) => found.push([path, inode]));
  found.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [path, inode] of found) if (inode.type === "file") paths.set(inode, [...(paths.get(inode) ?? []), path]);
  return new Map(found.map(([path, inode]) => [path, entryOf(inode, paths)]));
}

function walk(directory: DirectoryInode, path: string, visit: (path: string, inode: Inode) => void): void {
  for (const [name, inode] of directory.entries) {
    visit(`${path}/${name}`, inode);
    if (inode.type === "directory") walk(inode, `${path}/${name}`, visit);
  }
}

function entryOf(inode: Inode, paths: ReadonlyMap<FileInode, readonly string[]>): TreeEntry {
  const { uid, gid } = inode;
  if (inode.type === "link") return { type: "link", target: inode.target, uid, gid };
  if (inode.type === "directory") return { type: "directory", mode: inode.mode, uid, gid };
  const { buffer, byteOffset, byteLength } = inode.contents;
  const contents = new Uint8Array(buffer, byteOffset, byteLength);
  const hash = `sha512-${hexDigest("sha512", inode.contents)}`;
  return { type: "file", mode: inode.mode, uid, gid, contents, hash, paths: paths.get(inode) ?? [] };
}

function inodeOf(source: TreeSource): Inode {
  if (typeof source === "string" || source instanceof Uint8Array) return newFile(Buffer.from(source));
  const owner = { uid: source.uid ?? 0, gid: source.gid ?? 0 };
  if (source.type === "link") return { ...newLink(source.target), ...owner };
  if (source.type === "directory") return { ...newDirectory(source.mode), ...owner };
  return { ...newFile(Buffer.from(source.contents), source.mode), ...owner };
}
