import type { Unit } from "../spec/systemd-section.ts";
import type { Stage } from "./create-node.ts";
import { type FileSystem, lstat, makeDirectories, removeAll, replaceAt } from "./file-system.ts";
import { inEntry } from "./in-entry.ts";
import { newFile, newLink } from "./inode.ts";
import { parentPath } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";

const unitDirectory = "etc/systemd/system";

/**
 * Writes the units as the engine does: drop-ins, contents, mask, one unit after the other. A masked unit's
 * contents are lost.
 */
export function writeUnits({ fs }: Stage, units: readonly Unit[]): void {
  units.forEach((unit, index) => inEntry(`$.systemd.units.${index}`, () => writeUnit(fs, unit)));
}

function writeUnit(fs: FileSystem, { name, dropins = [], contents, mask }: Unit): void {
  for (const dropin of dropins) {
    if (dropin.contents !== undefined)
      writeText(fs, resolvePath(fs, `${unitDirectory}/${name}.d`, dropin.name), dropin.contents);
  }
  if (contents !== undefined && contents !== "") writeText(fs, resolvePath(fs, unitDirectory, name), contents);
  if (mask === true) maskUnit(fs, resolvePath(fs, unitDirectory, name));
  if (mask === false) unmaskUnit(fs, resolvePath(fs, unitDirectory, name));
}

function writeText(fs: FileSystem, path: string, text: string): void {
  makeDirectories(fs, parentPath(path));
  replaceAt(fs, path, newFile(Buffer.from(text)));
}

function maskUnit(fs: FileSystem, path: string): void {
  makeDirectories(fs, parentPath(path));
  removeAll(fs, path);
  replaceAt(fs, path, newLink("/dev/null"));
}

function unmaskUnit(fs: FileSystem, path: string): void {
  const inode = lstat(fs, path);
  if (inode?.type === "link" && inode.target === "/dev/null") removeAll(fs, path);
}
