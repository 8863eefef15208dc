/** A regular file; two names of one inode are hard links. */
export interface FileInode {
  readonly type: "file";
  mode: number;
  uid: number;
  gid: number;
  contents: Uint8Array;
}

/** A directory of the simulated disk. */
export interface DirectoryInode {
  readonly type: "directory";
  mode: number;
  uid: number;
  gid: number;
  readonly entries: Map<string, Inode>;
}

/** A symbolic link. */
export interface LinkInode {
  readonly type: "link";
  readonly target: string;
  uid: number;
  gid: number;
}

/** What a name in a directory stands for. */
export type Inode = FileInode | DirectoryInode | LinkInode;

/** An empty directory of root's. */
export function newDirectory(mode = 0o755): DirectoryInode {
  return { type: "directory", mode, uid: 0, gid: 0, entries: new Map() };
}

/** A file of root's. */
export function newFile(contents: Uint8Array, mode = 0o644): FileInode {
  return { type: "file", mode, uid: 0, gid: 0, contents };
}

/** A symbolic link of root's. */
export function newLink(target: string): LinkInode {
  return { type: "link", target, uid: 0, gid: 0 };
}
