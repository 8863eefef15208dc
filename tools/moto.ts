import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/**
 * The newest moto when this was last looked at; the figures and the named exceptions of the tests are this
 * version's.
 */
export const motoVersion = "5.2.5";

const cache = join(import.meta.dirname, "..", ".cache");
const venv = join(cache, `moto-${motoVersion}`);
const serverPath = join(venv, "bin", "moto_server");
const python = join(venv, "bin", "python3");

/** What `moto_server` does, without a line of log for each request, which no one reads. */
const program = `
import logging
from moto.server import main
logging.getLogger("werkzeug").setLevel(logging.ERROR)
main()`;

/** Why moto cannot run here, with the command that provides what is missing; undefined when it can. */
export function motoMissing(): string | undefined {
  if (existsSync(serverPath)) return undefined;
  const python = spawnSync("python3", ["-c", "import venv, ensurepip"], { encoding: "utf8" });
  if (python.status !== 0) return "Python 3 with venv is not here (Debian: apt-get install python3-venv)";
  const made = spawnSync("python3", ["-m", "venv", venv], { encoding: "utf8" });
  if (made.status !== 0) return `python3 -m venv failed: ${made.stderr.trim()}`;
  const installed = spawnSync(join(venv, "bin", "pip"), ["install", "--quiet", `moto[server]==${motoVersion}`], {
    encoding: "utf8",
  });
  return installed.status === 0
    ? undefined
    : `pip cannot install moto[server]==${motoVersion}: ${installed.stderr.trim().split("\n").at(-1)}`;
}

export interface Moto {
  readonly endpoint: string;
  /** Forgets everything. */
  reset(): Promise<void>;
  /**
   * Has it load the managed policies now, which after a reset it does with the first call to IAM (some 2 s).
   */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a moto server on a free loopback port, with the images that the operating systems' publishers would
 * list.
 */
export async function startMoto(): Promise<Moto> {
  const missing = motoMissing();
  if (missing !== undefined) throw new Error(missing);
  const port = await freePort();
  mkdirSync(cache, { recursive: true });
  const images = join(cache, "moto-images.json");
  writeFileSync(images, JSON.stringify(publishedImages(new Date())));
  const child = spawn(python, ["-c", program, "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: {
      ...process.env,
      MOTO_AMIS_PATH: images,
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      // Moto's modules take four seconds to compile: once, and not again with each server.
      PYTHONDONTWRITEBYTECODE: "",
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill();
    await exited;
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`);
    const up = await fetch(`${endpoint}/moto-api/data.json`).then(
      () => true,
      () => false,
    );
    if (up)
      return {
        endpoint,
        stop,
        reset: async () => void (await fetch(`${endpoint}/moto-api/reset`, { method: "POST" })),
        warm: () => listManagedPolicies(endpoint),
      };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Any call to IAM makes moto load AWS's managed policies; this one changes nothing. It checks no signature.
 */
async function listManagedPolicies(endpoint: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization:
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: "Action=ListPolicies&Version=2010-05-08&MaxItems=1",
  });
  if (!answer.ok) throw new Error(`moto refused ListPolicies: ${await answer.text()}`);
}

/** Moto knows neither Flatcar nor Fedora CoreOS: one recent image of each, under its publisher's account. */
function publishedImages(now: Date): object[] {
  const created = new Date(now.getTime() - 20 * 86_400_000).toISOString();
  const image = (id: string, owner: string, name: string, description: string) => ({
    ami_id: id,
    name,
    description,
    owner_id: owner,
    public: true,
    virtualization_type: "hvm",
    architecture: "x86_64",
    state: "available",
    creation_date: created,
    image_type: "machine",
    hypervisor: "xen",
    root_device_name: "/dev/xvda",
    root_device_type: "ebs",
  });
  return [
    image(
      "ami-0f1a7ca7000000001",
      "075585003325",
      "Flatcar-stable-4593.2.1-hvm",
      "Flatcar Container Linux stable 4593.2.1 (HVM)",
    ),
    image(
      "ami-0fc0500000000002",
      "125523088429",
      "fedora-coreos-44.20260707.3.1-x86_64",
      "Fedora CoreOS stable 44.20260707.3.1 x86_64",
    ),
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
