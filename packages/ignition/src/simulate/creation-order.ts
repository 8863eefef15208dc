import type { Storage } from "../spec/storage.ts";
import { createDirectory, createFile, createLink, type Stage } from "./create-node.ts";
import { removeAll } from "./file-system.ts";
import { inEntry } from "./in-entry.ts";
import { depth } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { StageFailure } from "./stage-failure.ts";

interface Step {
  /** Place in the config. */
  readonly at: string;
  /** Where it really goes. */
  readonly path: string;
  readonly run: () => void;
}

/**
 * Everything under `storage` in the engine's order: by depth, at one depth directories before files before
 * symbolic links, hard links last. Paths are resolved before the first step; two that meet are a failure.
 * (Above twelve entries the engine's sort no longer keeps the order within a depth, which shows only in what
 * a failed run leaves behind.)
 */
export function createStorage(stage: Stage, { directories = [], files = [], links = [] }: Storage): void {
  const taken = new Map<string, string>();
  const step = (
    kind: string,
    index: number,
    node: { path: string; overwrite?: boolean },
    create: (path: string, at: string) => void,
  ): Step => {
    const at = `$.storage.${kind}.${index}`;
    const path = inEntry(at, () => resolvePath(stage.fs, node.path));
    const other = taken.get(path);
    if (other !== undefined)
      throw new StageFailure(`${at}.path`, `${node.path} and ${other} both lead to ${path}; name it once`);
    taken.set(path, node.path);
    const run = (): void => {
      if (node.overwrite === true) removeAll(stage.fs, path);
      create(path, at);
    };
    return { at, path, run };
  };
  const plain = [
    ...directories.map((node, index) =>
      step("directories", index, node, (path, at) => createDirectory(stage, path, node, at)),
    ),
    ...files.map((node, index) => step("files", index, node, (path, at) => createFile(stage, path, node, at))),
  ];
  const linkSteps = links.map((node, index) => ({
    hard: node.hard === true,
    step: step("links", index, node, (path, at) => createLink(stage, path, node, at)),
  }));
  const symbolic = linkSteps.filter(({ hard }) => !hard).map((link) => link.step);
  const hard = linkSteps.filter((link) => link.hard).map((link) => link.step);
  const byDepth = [...plain, ...symbolic].sort((a, b) => depth(a.path) - depth(b.path));
  for (const { run, at } of [...byDepth, ...hard]) inEntry(at, run);
}
