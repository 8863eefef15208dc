import { spawnSync } from "node:child_process";
import { buildOnce } from "./build-once.ts";

/** The one command that provides what `findButane` needs. */
export const butaneNeeds = "apt-get install -y golang (Go 1.26 or newer)";

/** Turns a YAML config into Ignition JSON, parsed. */
export type Butane = (yaml: string) => unknown;

/** Butane of Ignition 2.27.0, built from the Go module proxy when it is not there yet; nothing without Go. */
export function findButane(): Butane | undefined {
  const built = buildOnce("butane-2.27.0", "github.com/coreos/ignition/v2/butane/internal", ["version.Raw=2.27.0"]);
  if ("problem" in built) return undefined;
  return (yaml) => {
    const { status, stdout, stderr } = spawnSync(built.program, ["--strict"], { input: yaml, encoding: "utf8" });
    if (status !== 0) throw new Error(`butane: ${stderr}`);
    return JSON.parse(stdout);
  };
}
