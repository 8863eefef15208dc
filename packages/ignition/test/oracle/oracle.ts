import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Engine } from "../../src/spec/engine.ts";

const sources = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../../../.cache/ignition-oracle/", import.meta.url));

/** What the oracle can be asked; documents are bytes in base64. */
export type Request =
  | { readonly op: "validate"; readonly doc: string }
  | { readonly op: "translate"; readonly doc: string; readonly spec: string }
  | { readonly op: "merge"; readonly doc: string; readonly child: string; readonly spec: string }
  | {
      readonly op: "bench" | "benchRender" | "benchButane";
      readonly doc: string;
      readonly spec: string;
      readonly seconds: number;
    };

/** An entry of Ignition's own report; without `placed` it has no position. */
export interface OracleEntry {
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly placed: boolean;
}

export interface Answer {
  readonly entries?: readonly OracleEntry[];
  readonly error?: string;
  readonly config?: unknown;
  readonly mappings?: readonly { readonly side: string; readonly from: string; readonly to: string }[];
  readonly perSecond?: number;
}

/** Why the oracle cannot be built here, with the remedy; undefined when it can. */
export function oracleAbsence(): string | undefined {
  const go = spawnSync("go", ["version"], { encoding: "utf8" });
  if (go.error === undefined && go.status === 0) return undefined;
  return "no Go toolchain; install Go 1.25 or newer (https://go.dev/dl) so that `go version` answers";
}

/** Ignition's own code of that release, built on first use from its published module. */
export function buildOracle(engine: Engine): string {
  const name = `v${engine.replaceAll(".", "_")}`;
  const files = [
    join(sources, "main.go"),
    ...["engine.go", "go.mod", "go.sum"].map((file) => join(sources, name, file)),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  const stamp = hash.digest("hex");
  const directory = join(cache, name);
  const program = join(directory, "oracle");
  const stampFile = join(directory, "stamp");
  if (existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return program;
  mkdirSync(directory, { recursive: true });
  for (const file of files) copyFileSync(file, join(directory, file.slice(file.lastIndexOf("/") + 1)));
  execFileSync("go", ["build", "-o", "oracle", "."], { cwd: directory, env: { ...process.env, CGO_ENABLED: "0" } });
  writeFileSync(stampFile, stamp);
  return program;
}

/** One answer for each request, from one run of the oracle. */
export function askOracle(engine: Engine, requests: readonly Request[]): Answer[] {
  const input = `${requests.map((request) => JSON.stringify(request)).join("\n")}\n`;
  const run = spawnSync(buildOracle(engine), { input, maxBuffer: 2 ** 30, encoding: "utf8" });
  if (run.status !== 0)
    throw new Error(`the oracle for ${engine} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const lines = run.stdout.trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Answer);
}
