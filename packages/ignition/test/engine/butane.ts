import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../../../../.cache/", import.meta.url));
const program = join(cache, "butane-2.27.0");

/** The one command that provides what `butane` needs. */
export const butaneNeeds = "apt-get install -y golang (Go 1.26 or newer)";

/** Whether Butane of Ignition 2.27.0 is there or can be built from the Go module proxy. */
export function hasButane(): boolean {
  if (existsSync(program)) return true;
  mkdirSync(cache, { recursive: true });
  const flags = "-X github.com/coreos/ignition/v2/internal/version.Raw=2.27.0";
  const args = ["build", "-o", program, "-ldflags", flags, "github.com/coreos/ignition/v2/butane/internal"];
  return spawnSync("go", args, { cwd: fileURLToPath(new URL("v2_27_0/", import.meta.url)) }).status === 0;
}

/** What Butane makes of a YAML config: Ignition JSON, parsed. */
export function butane(yaml: string): unknown {
  const { status, stdout, stderr } = spawnSync(program, ["--strict"], { input: yaml, encoding: "utf8" });
  if (status !== 0) throw new Error(`butane: ${stderr}`);
  return JSON.parse(stdout);
}
