import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";

const sources = join(import.meta.dirname, "oracle");
const cache = join(import.meta.dirname, "../../../.cache/go-systemd");

/**
 * The program that answers with go-systemd's own code, by the requirements of that mod file. It is built when
 * its sources are new, and appears whole or not at all.
 */
export function goSystemdOracle(modfile: string): string {
  const hash = createHash("sha256");
  for (const file of ["main.go", modfile, modfile.replace(".mod", ".sum")])
    hash.update(readFileSync(join(sources, file)));
  const program = join(cache, `oracle-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  execFileSync("go", ["build", `-modfile=${modfile}`, "-o", unfinished, "."], { cwd: sources, stdio: "pipe" });
  renameSync(unfinished, program);
  return program;
}
