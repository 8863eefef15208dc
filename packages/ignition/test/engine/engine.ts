import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { canConfine } from "./confined.ts";

/** Ignition's own engine, ready to run as `ignition-apply` (recipe: the binary acts on the name it is called by). */
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

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../../../.cache/", import.meta.url));

/** Debian's engine, from its package. */
export function debianEngine(): Engine | AbsentEngine {
  const program = "/usr/lib/dracut/modules.d/30ignition/ignition";
  return existsSync(program) ? ready("2.14.0", program) : { version: "2.14.0", absent: "apt-get install -y ignition" };
}

/** The current engine, built once from the Go module proxy against the sums in `v2_27_0/go.sum`. */
export function currentEngine(): Engine | AbsentEngine {
  const program = join(cache, "ignition-engine-2.27.0");
  if (!existsSync(program)) {
    mkdirSync(cache, { recursive: true });
    const variables = "github.com/coreos/ignition/v2/internal";
    const flags = `-X ${variables}/distro.selinuxRelabel=false -X ${variables}/version.Raw=2.27.0`;
    const build = spawnSync("go", ["build", "-o", program, "-ldflags", flags, variables], { cwd: join(here, "v2_27_0"), encoding: "utf8" });
    if (build.status !== 0) {
      const reason = build.error ? "no Go compiler" : build.stderr.trim().split("\n").at(-1);
      return { version: "2.27.0", absent: `apt-get install -y golang libblkid-dev pkg-config (Go 1.26 or newer; ${reason})` };
    }
  }
  return ready("2.27.0", program);
}

function ready(version: Engine["version"], program: string): Engine | AbsentEngine {
  if (!canConfine()) return { version, absent: "run as root on Linux with the right to mount (in a container: --privileged), so that the engine can be confined" };
  const folder = join(cache, `ignition-apply-${version}`);
  const apply = join(folder, "ignition-apply");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(program, apply);
  const { stdout } = spawnSync(program, ["-version"], { encoding: "utf8" });
  return { version, program, apply, answer: stdout.trim() };
}
