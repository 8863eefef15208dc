import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tree } from "../../src/simulate/tree.ts";
import { confined } from "./confined.ts";
import type { Engine } from "./engine.ts";
import { type EngineRun, readTree, writeTree } from "./run-engine.ts";

/** Runs the fetch and files stages as a boot does, accounts included, confined to a folder. */
export function runStages(engine: Engine, document: string, root: Tree): EngineRun {
  const folder = mkdtempSync(join(tmpdir(), "ignition-stages-"));
  try {
    const [disk, none, config] = [join(folder, "root"), join(folder, "none"), join(folder, "config.ign")];
    // The engine writes keys as their user, who has to get here.
    chmodSync(folder, 0o755);
    mkdirSync(disk);
    mkdirSync(none);
    writeTree(disk, root);
    writeFileSync(config, document);
    const env = {
      ...process.env,
      IGNITION_CONFIG_FILE: config,
      IGNITION_SYSTEM_CONFIG_DIR: none,
      IGNITION_SYSTEM_RUNTIME_CONFIG_DIR: none,
      IGNITION_SYSTEM_LOCAL_CONFIG_DIR: none,
      IGNITION_WRITE_AUTHORIZED_KEYS_FRAGMENT: "true",
    };
    const paths = [
      "--root",
      disk,
      "--config-cache",
      join(folder, "cache.json"),
      "--state-file",
      join(folder, "state"),
      "--neednet",
      join(folder, "neednet"),
    ];
    let log = "";
    const succeeded = ["fetch", "files"].every((stage) => {
      const [program, ...args] = confined(folder, [
        engine.program,
        "--platform",
        "file",
        "--stage",
        stage,
        "--log-to-stdout",
        ...paths,
      ]);
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env });
      log += stdout + stderr;
      return status === 0;
    });
    return { rejected: /couldn't parse config|config is not valid/u.test(log), succeeded, log, tree: readTree(disk) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
