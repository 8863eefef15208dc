import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeScripts } from "../src/node/scripts.gen.ts";

const folders: string[] = [];

/** Removes the folders of all tests so far. */
export function removeScriptFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/**
 * Programs that stand before the real ones and write down their arguments, as any process of a node could see
 * them.
 */
export function watchedPath(folder: string, programs: readonly string[]): { readonly path: string; seen(): string } {
  const log = join(folder, "arguments");
  for (const program of programs) {
    writeFileSync(
      join(folder, program),
      `#!/bin/sh\nprintf '%s\\n' "$*" >>${log}\nPATH=\${PATH#*:}\nexec ${program} "$@"\n`,
    );
    chmodSync(join(folder, program), 0o755);
  }
  return { path: `${folder}:${process.env["PATH"] ?? ""}`, seen: () => readFileSync(log, "utf8") };
}

/** A folder of its own for a test, with the node's scripts in it as nodes get them. */
export function scriptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-scripts-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(nodeScripts)) writeFileSync(join(folder, name), text);
  return folder;
}

export interface Finished {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs a script of the node by a shell, with nothing in its environment but what is given. */
export function runScript(
  shell: string,
  folder: string,
  script: keyof typeof nodeScripts,
  environment: Readonly<Record<string, string>>,
): Promise<Finished> {
  const child = spawn(shell, [join(folder, script)], {
    env: { PATH: process.env["PATH"] ?? "", DRYDOCK_SCRIPTS: folder, DRYDOCK_RUN: folder, ...environment },
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stderr }));
  });
}
