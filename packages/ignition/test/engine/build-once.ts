import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where programs that tests build are kept. */
export const cache = fileURLToPath(new URL("../../../../.cache/", import.meta.url));

/**
 * A program of Ignition 2.27.0, built with Go unless it is there already; `settings` are variables of its
 * internal packages. It appears whole or not at all, so that test files which run side by side can all ask
 * for it.
 */
export function buildOnce(
  name: string,
  source: string,
  settings: readonly string[],
): { readonly program: string } | { readonly problem: string } {
  const program = join(cache, name);
  if (existsSync(program)) return { program };
  mkdirSync(cache, { recursive: true });
  const flags = settings.map((setting) => `-X github.com/coreos/ignition/v2/internal/${setting}`).join(" ");
  const unfinished = `${program}.${process.pid}`;
  const cwd = fileURLToPath(new URL("v2_27_0/", import.meta.url));
  const { status, error, stderr } = spawnSync("go", ["build", "-o", unfinished, "-ldflags", flags, source], {
    cwd,
    encoding: "utf8",
  });
  if (error) return { problem: "no Go compiler" };
  if (status !== 0) return { problem: stderr.trim().split("\n").at(-1) ?? "the build failed" };
  renameSync(unfinished, program);
  return { program };
}
