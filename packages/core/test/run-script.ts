import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeScripts } from "../src/node/scripts.gen.ts";

/** A folder of its own for a test, with the node's scripts in it as nodes get them. */
export function scriptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-scripts-"));
  for (const [name, text] of Object.entries(nodeScripts)) writeFileSync(join(folder, name), text);
  return folder;
}

export interface Finished {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs a script of the node by a shell, with nothing in its environment but what is given; kills it after 30 seconds. */
export function runScript(shell: string, folder: string, script: keyof typeof nodeScripts, environment: Readonly<Record<string, string>>): Promise<Finished> {
  const child = spawn(shell, [join(folder, script)], { env: { PATH: process.env["PATH"] ?? "", DRYDOCK_SCRIPTS: folder, DRYDOCK_RUN: folder, ...environment } });
  let stderr = "";
  const overdue = setTimeout(() => child.kill("SIGKILL"), 30_000);
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      clearTimeout(overdue);
      resolve({ status, stderr });
    });
  });
}
