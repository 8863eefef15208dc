import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTree, type Tree, type TreeSource } from "../../src/simulate/tree.ts";
import { confined } from "./confined.ts";
import type { Engine } from "./engine.ts";

/** What an engine did with a config. */
export interface EngineRun {
  /** Refused before anything was written. */
  readonly rejected: boolean;
  readonly succeeded: boolean;
  readonly log: string;
  readonly tree: Tree;
}

/**
 * Runs the engine's files stage on a copy of the tree, as `ignition-apply` does, unable to write anywhere
 * else, and reads back what stands there.
 */
export function runEngine(engine: Engine, document: string, root: Tree): EngineRun {
  const folder = mkdtempSync(join(tmpdir(), "ignition-engine-"));
  try {
    const disk = join(folder, "root");
    mkdirSync(disk);
    writeTree(disk, root);
    const config = join(folder, "config.ign");
    writeFileSync(config, document);
    const env = { ...process.env, container: "x", PATH: process.env.PATH ?? "/usr/bin:/bin" };
    const [program, ...args] = confined(folder, [
      engine.apply,
      "--root",
      disk,
      "--offline",
      "--ignore-unsupported",
      config,
    ]);
    const run = spawnSync(program, args, { encoding: "utf8", env });
    const log = run.stdout + run.stderr;
    // An instance of a template makes the engine ask D-Bus for systemd's version, last of all and without
    // effect on the disk.
    const onlyBusMissing = /failed to create units: dial unix [^\n]*$/mu.test(log);
    return {
      rejected: /couldn't parse config|invalid config/u.test(log),
      succeeded: run.status === 0 || onlyBusMissing,
      log,
      tree: readTree(disk),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the tree into an empty directory, owners and modes included. */
export function writeTree(disk: string, tree: Tree): void {
  for (const [path, entry] of tree) {
    const place = disk + path;
    if (entry.type === "link") {
      symlinkSync(entry.target, place);
      lchownSync(place, entry.uid, entry.gid);
      continue;
    }
    const [first] = entry.type === "file" ? entry.paths : [];
    if (first !== undefined && first !== path) {
      linkSync(disk + first, place);
      continue;
    }
    if (entry.type === "directory") mkdirSync(place);
    else writeFileSync(place, entry.contents);
    chownSync(place, entry.uid, entry.gid);
    chmodSync(place, entry.mode);
  }
}

/** What stands in the directory, as a tree. */
export function readTree(disk: string): Tree {
  const entries: Record<string, TreeSource> = {};
  const inodes = new Map<number, string[]>();
  const visit = (path: string): void => {
    for (const name of readdirSync(disk + path)) {
      const place = `${path}/${name}`;
      const { uid, gid, mode, ino, nlink, ...status } = statOf(disk + place);
      if (status.link) entries[place] = { type: "link", target: readlinkSync(disk + place), uid, gid };
      else if (status.directory) {
        entries[place] = { type: "directory", mode, uid, gid };
        visit(place);
      } else {
        entries[place] = { type: "file", contents: readFileSync(disk + place), mode, uid, gid };
        if (nlink > 1) inodes.set(ino, [...(inodes.get(ino) ?? []), place]);
      }
    }
  };
  visit("");
  const tree = new Map(makeTree(entries));
  for (const paths of inodes.values()) {
    const sorted = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const path of sorted) {
      const entry = tree.get(path);
      if (entry?.type === "file") tree.set(path, { ...entry, paths: sorted });
    }
  }
  return tree;
}

function statOf(place: string): {
  uid: number;
  gid: number;
  mode: number;
  ino: number;
  nlink: number;
  link: boolean;
  directory: boolean;
} {
  const status = lstatSync(place);
  const { uid, gid, mode, ino, nlink } = status;
  return { uid, gid, mode: mode & 0o7777, ino, nlink, link: status.isSymbolicLink(), directory: status.isDirectory() };
}
