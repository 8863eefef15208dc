import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The release of botocore whose service models the constraints are generated from. */
export const botocoreVersion = "1.43.107";

const venv = join(import.meta.dirname, "..", "..", "..", ".cache", `botocore-${botocoreVersion}`);

/** A shape of a service model, of which the constraints read this much. */
export interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, MemberReference>>;
  readonly required?: readonly string[];
  /** What a list holds. */
  readonly member?: MemberReference;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

interface MemberReference {
  readonly shape: string;
}

/** A service's API as botocore describes it. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: MemberReference }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/**
 * Why the models cannot be read here; undefined when they can. Installs botocore into the workspace's cache
 * at need.
 */
export function modelsMissing(): string | undefined {
  if (dataFolder() !== undefined) return undefined;
  const python = spawnSync("python3", ["-c", "import venv, ensurepip"], { encoding: "utf8" });
  if (python.status !== 0) return "Python 3 with venv is not here (Debian: apt-get install python3-venv)";
  const made = spawnSync("python3", ["-m", "venv", venv], { encoding: "utf8" });
  if (made.status !== 0) return `python3 -m venv failed: ${made.stderr.trim()}`;
  const wanted = ["--no-deps", "--no-compile", `botocore==${botocoreVersion}`];
  const installed = spawnSync(join(venv, "bin", "pip"), ["install", "--quiet", ...wanted], { encoding: "utf8" });
  return installed.status === 0
    ? undefined
    : `pip cannot install botocore==${botocoreVersion}: ${installed.stderr.trim().split("\n").at(-1)}`;
}

/**
 * Reads the newest version of a service's model, by botocore's name of the service. Throws when botocore is
 * not there.
 */
export function readModel(service: string): ServiceModel {
  const missing = modelsMissing();
  const data = dataFolder();
  if (missing !== undefined || data === undefined) throw new Error(missing ?? `${venv} holds no botocore`);
  const version = readdirSync(join(data, service)).toSorted().at(-1);
  if (version === undefined) throw new Error(`botocore ${botocoreVersion} has no version of ${service}`);
  const packed = readFileSync(join(data, service, version, "service-2.json.gz"));
  return JSON.parse(gunzipSync(packed).toString()) as ServiceModel;
}

function dataFolder(): string | undefined {
  const libraries = join(venv, "lib");
  return (existsSync(libraries) ? readdirSync(libraries) : [])
    .map((python) => join(libraries, python, "site-packages", "botocore", "data"))
    .find((folder) => existsSync(folder));
}
