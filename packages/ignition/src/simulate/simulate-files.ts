import { checkOptions, methods, object, required, valueLike } from "@drydock/systemd/ground";
import type { Config } from "../spec/ignition-config.ts";
import type { Storage } from "../spec/storage.ts";
import { findTarget, type Target, type TargetName } from "../target/targets.ts";
import { targetOption } from "../target/target-option.ts";
import { accountsOf } from "./accounts.ts";
import type { Stage } from "./create-node.ts";
import { createStorage } from "./creation-order.ts";
import { engineBehaviour } from "./engine-behaviour.ts";
import { findProblems } from "../validate/validate-ignition.ts";
import type { Engine } from "../spec/engine.ts";
import type { FetchUrl } from "./fetch-resource.ts";
import { type Preset, writePresets } from "./presets.ts";
import { resolveReferences } from "./resolve-references.ts";
import { StageFailure } from "./stage-failure.ts";
import { fileSystemOf, snapshot, type Tree } from "./tree.ts";
import { writeAccounts } from "./write-accounts.ts";
import { writeUnits } from "./write-units.ts";

/** Which engine runs, and what it finds. */
export interface SimulateOptions {
  /** The release whose engine runs. */
  readonly os: TargetName | Target;
  /** What stands on the disk before; nothing when absent. */
  readonly root?: Tree;
  /**
   * Answers for `http:`, `s3:` and other URLs that are no `data:` URL; without it such a resource fails the
   * stage.
   */
  readonly fetch?: FetchUrl;
}

const simulateOptions = object<SimulateOptions>({
  os: required(targetOption),
  root: valueLike<Tree>((value) => value instanceof Map, "a tree, as makeTree gives it"),
  fetch: methods<FetchUrl>("a function that gives a URL's bytes"),
});

/** What the files stage leaves behind. */
export interface SimulationFailure {
  /** `$.storage.files.0`. */
  readonly path: string;
  readonly message: string;
}

export interface Simulation {
  /** What stands on the disk after; after a failure, what was written up to it. */
  readonly tree: Tree;
  /** The presets of units, in the order of their file. */
  readonly presets: readonly Preset[];
  /** Absent when the stage succeeds. */
  readonly failure?: SimulationFailure;
}

/**
 * The disk that Ignition's files stage would leave: homes and keys of users, files, directories, links, units
 * and presets, in the engine's order and with its failures. A config that the engine refuses changes nothing;
 * `replace` and `merge` are followed. Left out are what other programs write: /etc/passwd and its like,
 * crypttab, SELinux labels and the result file. A failure of the stage is part of the result.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {IgnitionOptionError} `unknown-target`, when there is no release of that name.
 *
 * @example
 * ```ts
 * import { file, simulateFiles } from "@drydock/ignition";
 *
 * const files = [file("/etc/motd", { contents: "ahoy" })];
 * const { tree, failure } = simulateFiles({ ignition: { version: "3.3.0" }, storage: { files } }, { os: "flatcar-4593" });
 * [...tree.keys()]; // ["/etc", "/etc/motd"]
 * failure; // undefined
 * ```
 */
export function simulateFiles(config: Config, options: SimulateOptions): Simulation {
  checkOptions("simulateFiles", simulateOptions, options);
  const { os, root = new Map(), fetch = () => undefined } = options;
  const behaviour = engineBehaviour(findTarget(os));
  const refusal = refusalOf(config, behaviour.rules);
  if (refusal) return { tree: root, presets: [], failure: refusal };
  const fs = fileSystemOf(root);
  let presets: readonly Preset[] = [];
  try {
    const { passwd = {}, storage = {}, systemd = {} } = resolveReferences(config, { behaviour, fetchUrl: fetch });
    checkFragments(storage);
    const stage: Stage = { fs, accounts: accountsOf(fs), behaviour, fetchUrl: fetch };
    writeAccounts(fs, stage.accounts, passwd);
    createStorage(stage, storage);
    writeUnits(stage, systemd.units ?? []);
    presets = writePresets(stage, systemd.units ?? []);
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { tree: snapshot(fs), presets, failure: { path: error.path, message: error.message } };
  }
  return { tree: snapshot(fs), presets };
}

function refusalOf(config: Config, engine: Engine): SimulationFailure | undefined {
  const errors = findProblems(config, { engine, lints: false }).filter(({ severity }) => severity === "error");
  const [first] = errors;
  return (
    first && {
      path: first.path,
      message: `Ignition refuses the config: ${errors.map(({ path, message }) => `${message} at ${path}`).join("; ")}`,
    }
  );
}

/**
 * Both validators let it pass, and every engine up to 2.27.0 then crashes on it before it writes anything.
 */
function checkFragments({ files }: Storage): void {
  files?.forEach((file, at) =>
    file.append?.forEach((fragment, index) => {
      if (fragment.source !== undefined) return;
      throw new StageFailure(
        `$.storage.files.${at}.append.${index}`,
        "the fragment has no source, and Ignition crashes on it; give it one or drop the entry",
      );
    }),
  );
}
