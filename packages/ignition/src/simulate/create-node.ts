import type { Directory, File, Link } from "../spec/node.ts";
import type { Resource } from "../spec/resource.ts";
import type { Accounts } from "./accounts.ts";
import type { EngineBehaviour } from "./engine-behaviour.ts";
import { checkHashForm, type FetchUrl, fetchResource } from "./fetch-resource.ts";
import { type FileSystem, linkAt, lstat, makeDirectories, readable, replaceAt } from "./file-system.ts";
import { type DirectoryInode, type FileInode, type Inode, newFile, newLink } from "./inode.ts";
import { setOwner } from "./node-owners.ts";
import { cleanPath, parentPath } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { StageFailure } from "./stage-failure.ts";

/** What the files stage works with. */
export interface Stage {
  readonly fs: FileSystem;
  readonly accounts: Accounts;
  readonly behaviour: EngineBehaviour;
  readonly fetchUrl: FetchUrl;
}

/** Writes a file as the engine does, at a path that is resolved already; `at` is its place in the config. */
export function createFile(stage: Stage, path: string, file: File, at: string): void {
  const existing = lstat(stage.fs, path);
  if (existing && existing.type !== "file")
    throw new StageFailure(at, `${path}: a ${existing.type} exists there already and overwrite is false`);
  const { contents } = file;
  if (existing && contents?.source !== undefined)
    throw new StageFailure(at, `${path}: a file exists there already and overwrite is false`);
  if (contents) checkHashForm(contents, `${at}.contents`);
  file.append?.forEach((fragment, index) => checkHashForm(fragment, `${at}.append.${index}`));
  if (!existing) writeFile(stage, path, { source: "", ...contents }, `${at}.contents`);
  (file.append ?? []).forEach((fragment, index) => appendTo(stage, path, fragment, `${at}.append.${index}`));
  const inode = lstat(stage.fs, path);
  if (inode?.type === "file") setPermissions(stage, inode, file.mode, file, at);
}

/** Makes a directory, or gives an existing one its permissions. */
export function createDirectory(stage: Stage, path: string, directory: Directory, at: string): void {
  const existing = lstat(stage.fs, path);
  if (!existing) makeDirectories(stage.fs, path);
  else if (existing.type !== "directory")
    throw new StageFailure(at, `${path}: a ${existing.type} exists there already and overwrite is false`);
  const inode = lstat(stage.fs, path);
  if (inode?.type === "directory") setPermissions(stage, inode, directory.mode, directory, at);
}

/** Makes a symbolic or hard link; one that is there already and the same is fine. */
export function createLink(stage: Stage, path: string, link: Link, at: string): void {
  const target = link.target ?? "";
  const existing = lstat(stage.fs, path);
  if (link.hard === true) return createHardLink(stage, path, target, existing, at);
  if (existing) return checkSymbolicLink(path, target, existing, at);
  makeDirectories(stage.fs, parentPath(path));
  if (target === "") throw new StageFailure(`${at}.target`, "a symbolic link cannot point to nothing; give a target");
  const inode = newLink(target);
  replaceAt(stage.fs, path, inode);
  setOwner(inode, link, at, stage.accounts, linkedOwner(stage.fs, path, target));
}

function createHardLink({ fs }: Stage, path: string, target: string, existing: Inode | undefined, at: string): void {
  if (!existing) makeDirectories(fs, parentPath(path));
  const inode = lstat(fs, resolvePath(fs, target));
  if (existing) {
    if (existing !== inode)
      throw new StageFailure(
        at,
        `${path}: something exists there that is not the hard link's target, and overwrite is false`,
      );
    return;
  }
  if (!inode)
    throw new StageFailure(
      `${at}.target`,
      `${target} does not exist when the hard link is made; declare it in this config`,
    );
  if (inode.type === "directory")
    throw new StageFailure(`${at}.target`, `${target} is a directory, which cannot have hard links`);
  linkAt(fs, path, inode);
}

function checkSymbolicLink(path: string, target: string, existing: Inode, at: string): void {
  if (existing.type !== "link")
    throw new StageFailure(at, `${path}: a ${existing.type} exists there already and overwrite is false`);
  if (cleanTarget(existing.target) !== cleanTarget(target)) {
    throw new StageFailure(
      at,
      `${path}: a link exists there that points to ${existing.target}, and overwrite is false`,
    );
  }
}

function cleanTarget(target: string): string {
  if (target.startsWith("/")) return cleanPath(target);
  const names: string[] = [];
  for (const name of target.split("/")) {
    if (name === ".." && names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

function writeFile({ fs, fetchUrl }: Stage, path: string, contents: Resource, at: string): void {
  makeDirectories(fs, parentPath(path));
  replaceAt(fs, path, newFile(fetchResource(contents, at, fetchUrl)));
}

function appendTo({ fs, fetchUrl }: Stage, path: string, fragment: Resource, at: string): void {
  const bytes = fetchResource(fragment, at, fetchUrl);
  const inode = lstat(fs, path);
  if (inode?.type === "file") inode.contents = Buffer.concat([inode.contents, bytes]);
}

function setPermissions(
  { accounts, behaviour }: Stage,
  inode: FileInode | DirectoryInode,
  mode: number | undefined,
  node: File | Directory,
  at: string,
): void {
  const wanted = mode === undefined ? inode.mode : mode & 0o7777;
  if (behaviour.ownerAfterMode) inode.mode = wanted;
  setOwner(inode, node, at, accounts, inode);
  inode.mode = behaviour.ownerAfterMode && inode.type === "file" ? withoutIdentityBits(wanted) : wanted;
}

/** What chown(2) clears on a file: setuid, and setgid where the group may execute. */
function withoutIdentityBits(mode: number): number {
  const withoutUser = mode & ~0o4000;
  return (mode & 0o0010) === 0 ? withoutUser : withoutUser & ~0o2000;
}

/**
 * A link without an owner of its own gets the owner of what it points to, if that exists and lies inside the
 * root.
 */
function linkedOwner(fs: FileSystem, path: string, target: string): { uid: number; gid: number } {
  if (target.startsWith("/")) return { uid: 0, gid: 0 };
  return readable(fs, path) ?? { uid: 0, gid: 0 };
}
