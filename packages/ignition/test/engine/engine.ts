import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cache } from "./build-once.ts";
import { canConfine } from "./confined.ts";

/**
 * Ignition's own engine, ready to run as `ignition-apply` (recipe: the binary acts on the name it is called
 * by).
 */
export interface Engine {
  readonly version: "2.14.0" | "2.27.0";
  readonly program: string;
  readonly apply: string;
  /** What the program says about itself. */
  readonly answer: string;
}

/** An engine that cannot run here, and the one command that provides it. */
export interface AbsentEngine {
  readonly version: Engine["version"];
  readonly absent: string;
}

/** Debian's engine, from its package. */
export function debianEngine(): Engine | AbsentEngine {
  const program = "/usr/lib/dracut/modules.d/30ignition/ignition";
  return existsSync(program) ? ready("2.14.0", program) : { version: "2.14.0", absent: "apt-get install -y ignition" };
}

/** The current engine, built once from the Go module proxy against the sums in `v2_27_0/go.sum`. */
export function currentEngine(): Engine | AbsentEngine {
  const built = buildOnce("ignition-engine-2.27.0", "github.com/coreos/ignition/v2/internal", [
    "distro.selinuxRelabel=false",
    "version.Raw=2.27.0",
  ]);
  if ("problem" in built)
    return {
      version: "2.27.0",
      absent: `apt-get install -y golang libblkid-dev pkg-config (Go 1.26 or newer; ${built.problem})`,
    };
  return ready("2.27.0", built.program);
}

function ready(version: Engine["version"], program: string): Engine | AbsentEngine {
  if (!canConfine())
    return {
      version,
      absent:
        "run as root on Linux with the right to mount (in a container: --privileged), so that the engine can be confined",
    };
  const folder = join(cache, `ignition-apply-${version}`);
  const apply = join(folder, "ignition-apply");
  mkdirSync(folder, { recursive: true });
  linkOnce(program, apply);
  const { stdout } = spawnSync(program, ["-version"], { encoding: "utf8" });
  return { version, program, apply, answer: stdout.trim() };
}

/** Test files run side by side and all come here first. */
function linkOnce(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
