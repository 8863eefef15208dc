import { effectiveValuesOf, parseUnit } from "@drydock/systemd";
import { type FileSystem, readable, removeAll } from "./file-system.ts";
import type { Inode } from "./inode.ts";
import { parentPath } from "./path.ts";

const configuration = "/etc/systemd/system";

/** Directories of unit files, strongest first. Source: systemd.unit(5). */
const unitDirectories = [
  configuration,
  "/run/systemd/system",
  "/usr/local/lib/systemd/system",
  "/usr/lib/systemd/system",
  "/lib/systemd/system",
];

/**
 * Whether `systemctl is-enabled` succeeds for the unit: it is enabled, or has nothing to enable (static), or
 * only others (indirect).
 */
export function countsAsEnabled(fs: FileSystem, name: string): boolean {
  const install = installSection(fs, name);
  if (install === undefined) return false;
  return (
    enablementLinks(fs, name).length > 0 ||
    !["WantedBy", "RequiredBy", "UpheldBy", "Alias"].some((key) => install(key).length > 0)
  );
}

/**
 * Takes away the links that start the unit, or an instance of it when it is a template, those of the units
 * that it names with `Also=`, and directories that become empty by it: what `systemctl disable` does.
 */
export function removeEnablementLinks(fs: FileSystem, name: string): void {
  for (const unit of withAlso(fs, name)) {
    for (const path of enablementLinks(fs, unit)) {
      removeAll(fs, path);
      const directory = parentPath(path);
      if (directory !== configuration && childrenOf(fs, directory).size === 0) removeAll(fs, directory);
    }
  }
}

function withAlso(fs: FileSystem, name: string): ReadonlySet<string> {
  const units = new Set<string>();
  const open = [name];
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    const install = units.has(unit) ? undefined : installSection(fs, unit);
    if (install === undefined) continue;
    units.add(unit);
    open.push(...install("Also").flatMap((value) => value.split(/\s+/u)));
  }
  return units;
}

/**
 * Paths of the links in `/etc/systemd/system`, and in its `.wants` and like directories, that bear the unit's
 * name or point to it.
 */
function enablementLinks(fs: FileSystem, name: string): readonly string[] {
  const [prefix, suffix] = templateParts(name);
  const starts = (link: string): boolean =>
    link === name || (suffix !== undefined && link.startsWith(`${prefix}@`) && link.endsWith(suffix));
  const directories = [...childrenOf(fs, configuration)].filter(
    ([directory, { type }]) => type === "directory" && /\.(wants|requires|upholds)$/u.test(directory),
  );
  const wanted = directories.flatMap(([directory]) =>
    [...childrenOf(fs, `${configuration}/${directory}`)]
      .filter(([link, inode]) => inode.type === "link" && (starts(link) || starts(baseName(inode.target))))
      .map(([link]) => `${configuration}/${directory}/${link}`),
  );
  const aliases = [...childrenOf(fs, configuration)]
    .filter(([link, inode]) => inode.type === "link" && link !== name && starts(baseName(inode.target)))
    .map(([link]) => `${configuration}/${link}`);
  return [...wanted, ...aliases];
}

function baseName(path: string): string {
  return path.split("/").at(-1) ?? "";
}

/**
 * The values of a key of [Install] after drop-ins and resets; nothing for a unit that is masked or has no
 * file.
 */
function installSection(fs: FileSystem, name: string): ((key: string) => readonly string[]) | undefined {
  const names = [name, templateOf(name)].filter((each) => each !== undefined);
  const file = findUnit(fs, names);
  if (file === undefined || file === "masked") return undefined;
  const sections = [file, ...dropinsOf(fs, names)].flatMap((text) => parseUnit(text).unit.sections);
  return (key) => effectiveValuesOf({ sections }, "Install", key);
}

/**
 * Prefix and suffix of a template (`x@.service`), so that its instances can be told; no suffix for any other
 * unit.
 */
function templateParts(name: string): [string, string | undefined] {
  const [, prefix = "", suffix] = /^([^@]*)@(\.[^.]*)$/u.exec(name) ?? [];
  return [prefix, suffix];
}

function findUnit(fs: FileSystem, names: readonly string[]): Uint8Array | "masked" | undefined {
  for (const name of names) {
    for (const directory of unitDirectories) {
      const inode = childrenOf(fs, directory).get(name);
      if (inode?.type === "link" && inode.target === "/dev/null") return "masked";
      if (inode?.type === "file") return inode.contents.length === 0 ? "masked" : inode.contents;
    }
  }
  return undefined;
}

/**
 * One file of a name in the strongest directory hides the others; all that remain count, in order of their
 * names.
 */
function dropinsOf(fs: FileSystem, names: readonly string[]): readonly Uint8Array[] {
  const dropins = new Map<string, Inode>();
  for (const directory of names.flatMap((name) => unitDirectories.map((parent) => `${parent}/${name}.d`))) {
    for (const [name, inode] of childrenOf(fs, directory))
      if (name.endsWith(".conf") && !dropins.has(name)) dropins.set(name, inode);
  }
  const sorted = [...dropins].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.flatMap(([, inode]) => (inode.type === "file" ? [inode.contents] : []));
}

function templateOf(name: string): string | undefined {
  const [, prefix, suffix] = /^([^@]*)@.+(\.[^.]*)$/u.exec(name) ?? [];
  return prefix === undefined || suffix === undefined ? undefined : `${prefix}@${suffix}`;
}

function childrenOf(fs: FileSystem, directory: string): ReadonlyMap<string, Inode> {
  const inode = readable(fs, directory);
  return inode?.type === "directory" ? inode.entries : new Map();
}
