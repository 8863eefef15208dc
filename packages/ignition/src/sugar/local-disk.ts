/** What stands at a place of the author's disk. */
export type LocalEntry =
  | { readonly type: "file"; readonly executable: boolean }
  | { readonly type: "directory" }
  | { readonly type: "link"; readonly target: string }
  | { readonly type: "other" };

/** Where local files are read from; a test passes one of its own. */
export interface LocalDisk {
  /** Without following a last symbolic link; nothing when there is nothing. */
  readonly look: (path: string) => LocalEntry | undefined;
  /** Names in a directory, in any order. */
  readonly list: (path: string) => readonly string[];
  readonly read: (path: string) => Uint8Array;
}

/**
 * The disk of the machine that runs this program.
 *
 * @example
 * ```ts
 * import { localDisk } from "@drydock/ignition";
 *
 * localDisk.look("/")?.type; // "directory"
 * ```
 */
export const localDisk: LocalDisk = {
  look(path) {
    const { lstatSync, readlinkSync } = process.getBuiltinModule("node:fs");
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (status.isSymbolicLink()) return { type: "link", target: readlinkSync(path) };
    if (status.isDirectory()) return { type: "directory" };
    return status.isFile() ? { type: "file", executable: (status.mode & 0o111) !== 0 } : { type: "other" };
  },
  list: (path) => process.getBuiltinModule("node:fs").readdirSync(path),
  read: (path) => process.getBuiltinModule("node:fs").readFileSync(path),
};

/** The path of `from` counted from `base`, or nothing when it is absolute or leads out of it. */
export function joinInside(base: string, from: string): string | undefined {
  if (from.startsWith("/")) return undefined;
  const names: string[] = [];
  for (const name of from.split("/")) {
    if (name === ".." && names.pop() === undefined) return undefined;
    if (name !== ".." && name !== "." && name !== "") names.push(name);
  }
  return [base.replace(/(?<=.)\/+$/u, ""), ...names].join("/");
}
