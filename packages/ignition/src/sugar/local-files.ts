import { checkOptions, type Diagnostic, methods, object, required, text, whole } from "@drydock/systemd/ground";
import type { Directory, File, Link } from "../spec/node.ts";
import { directory, file, link, type NodeOptions } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { joinInside, type LocalDisk, type LocalEntry } from "./local-disk.ts";
import { nodeOptions } from "./owner-options.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** Where a file of the author's stands, and whose it is on the node. */
export interface LocalFileOptions extends NodeOptions {
  /** Where on the author's machine `from` counts from; nothing outside it is read. */
  readonly base: string;
  readonly disk: LocalDisk;
  /** 0o755 when the author may execute the file, else 0o644, when absent. */
  readonly mode?: number;
}

/** Where a folder of the author's stands, and whose its entries are on the node. */
export interface LocalTreeOptions extends Omit<LocalFileOptions, "mode"> {
  /** For every file; when absent, 0o755 for what the author may execute, else 0o644. */
  readonly fileMode?: number;
  /**
   * For every directory; without it, and without an owner, directories are not declared but made as parents.
   */
  readonly directoryMode?: number;
}

const localOptions = {
  ...nodeOptions,
  base: required(text),
  disk: required(methods<LocalDisk>("a disk, as localDisk is", "look", "list", "read")),
};
const fileOptions = object<LocalFileOptions>({ ...localOptions, mode: whole() });
const treeOptions = object<LocalTreeOptions>({ ...localOptions, fileMode: whole(), directoryMode: whole() });

/**
 * A file of the node with the contents of one of the author's.
 *
 * @throws {SugarError} `bad-part`, when `from` leads out of `base` or is no file.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { localFile, type LocalDisk } from "@drydock/ignition";
 *
 * const disk: LocalDisk = {
 *   look: () => ({ type: "file", executable: true }),
 *   list: () => [],
 *   read: () => Buffer.from("#!/bin/sh"),
 * };
 * localFile("/opt/bin/run", "run.sh", { base: "/project", disk }).mode; // 493
 * ```
 */
export function localFile(path: string, from: string, options: LocalFileOptions): File {
  checkOptions("localFile", fileOptions, options);
  const { base, disk, mode, ...node } = options;
  const place = joinInside(base, from);
  const entry = place === undefined ? undefined : disk.look(place);
  if (place === undefined || entry?.type !== "file")
    throw new SugarError(`localFile ${path}`, [notA("file", from, base, entry)]);
  return file(path, { ...node, contents: disk.read(place), mode: mode ?? modeOf(entry) });
}

/**
 * A folder of the author's as files, links and directories under `path` of the node, in the order of their
 * names. Symbolic links stay what they are.
 *
 * @throws {SugarError} `bad-part`, when `from` leads out of `base` or is no folder, and for everything in it
 * that is neither file, folder nor link.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { localTree, type LocalDisk } from "@drydock/ignition";
 *
 * const disk: LocalDisk = {
 *   look: (path) => (path.endsWith("site") ? { type: "directory" } : { type: "file", executable: false }),
 *   list: () => ["index.html"],
 *   read: () => Buffer.from("<p>ahoy"),
 * };
 * localTree("/srv", "site", { base: "/project", disk }).storage?.files?.map(({ path }) => path); // ["/srv/index.html"]
 * ```
 */
export function localTree(path: string, from: string, options: LocalTreeOptions): Fragment {
  checkOptions("localTree", treeOptions, options);
  const { base, disk, fileMode, directoryMode, ...node } = options;
  const place = joinInside(base, from);
  const root = place === undefined ? undefined : disk.look(place);
  if (place === undefined || root?.type !== "directory")
    throw new SugarError(`localTree ${path}`, [notA("directory", from, base, root)]);
  const declare = directoryMode !== undefined || node.user !== undefined || node.group !== undefined;
  const [files, directories, links, problems]: [File[], Directory[], Link[], Diagnostic[]] = [[], [], [], []];
  const visit = (source: string, target: string): void => {
    for (const name of [...disk.list(source)].sort()) {
      const [inner, goal] = [`${source}/${name}`, `${target === "/" ? "" : target}/${name}`];
      const entry = disk.look(inner);
      if (entry?.type === "file")
        files.push(file(goal, { ...node, contents: disk.read(inner), mode: fileMode ?? modeOf(entry) }));
      else if (entry?.type === "link") links.push(link(goal, entry.target, node));
      else if (entry?.type === "directory") {
        if (declare)
          directories.push(
            directory(goal, { ...node, ...(directoryMode === undefined ? {} : { mode: directoryMode }) }),
          );
        visit(inner, goal);
      } else problems.push(problem(inner, "neither file, folder nor link", "Take it out of the tree."));
    }
  };
  visit(place, path);
  if (problems.length > 0) throw new SugarError(`localTree ${path}`, problems);
  return {
    storage: {
      ...(directories.length > 0 && { directories }),
      ...(files.length > 0 && { files }),
      ...(links.length > 0 && { links }),
    },
  };
}

function modeOf({ executable }: { readonly executable: boolean }): number {
  return executable ? 0o755 : 0o644;
}

function notA(wanted: string, from: string, base: string, found: LocalEntry | undefined): Diagnostic {
  if (joinInside(base, from) === undefined)
    return problem("$", `${JSON.stringify(from)} leads out of ${base}`, "Only what lies inside may be read.");
  const what = found === undefined ? "missing" : `a ${found.type}`;
  return problem("$", `${JSON.stringify(from)} in ${base} is ${what}`, `It has to be a ${wanted}.`);
}
