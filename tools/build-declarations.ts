import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");
const lock = join(root, "node_modules", ".cache", "drydock", "build.lock");

/**
 * Brings the declarations of all packages up to date in their `dist`, as `npm run check` does: nothing is
 * compiled that has not changed. Of several processes one compiles, and the others wait for it.
 *
 * @throws What the compiler says, when the sources do not compile.
 */
export async function buildDeclarations(): Promise<void> {
  await takeLock();
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, "compile.mjs"), "-b"], { cwd: root });
  } catch (error) {
    throw new Error(`tsc -b fails:\n${(error as { stdout?: string }).stdout ?? ""}`, { cause: error });
  } finally {
    rmSync(lock, { force: true });
  }
}

async function takeLock(): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (!heldByALivingProcess()) rmSync(lock, { force: true });
    await setTimeout(100);
  }
}

function heldByALivingProcess(): boolean {
  try {
    // Between its making and its writing the file is empty, and 0 would ask about this process's own group.
    const holder = Number(readFileSync(lock, "utf8"));
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
