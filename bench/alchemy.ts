import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Moto } from "../tools/moto.ts";
import { type Ended, runRival } from "./run-rival.ts";
import type { SlowProxy } from "./slow-proxy.ts";

/** The newest when this was last looked at; its package brings some 480 MB of providers of other clouds. */
const version = "0.94.0";
const cache = join(import.meta.dirname, "..", ".cache", `alchemy-${version}`);

/**
 * What both build: all of the reference topology's network, and nothing else, for which Alchemy has kinds.
 */
export const comparedWithAlchemy =
  "the network alone: VPC, internet gateway, 6 subnets, 3 NAT gateways with their addresses, 4 route tables, their routes and associations";

/**
 * Alchemy's figures for the network of the reference topology, or why there are none. Its kinds for EC2 end
 * at the network; instances, groups of them, balancers and zones it does not know. It has no plan either:
 * beside create and destroy stands a second run that finds its state as it should be, and does not look at
 * the account.
 */
export async function alchemyRow(proxy: SlowProxy, moto: Moto): Promise<string> {
  const missing = await install();
  if (missing !== undefined) return `Alchemy ${version}: not measured: ${missing}`;
  const folder = mkdtempSync(join(tmpdir(), "drydock-alchemy-"));
  const { CI: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: proxy.endpoint,
    ALCHEMY_TELEMETRY_DISABLED: "1",
  };
  const run = (...words: string[]): Promise<Ended> =>
    runRival(process.execPath, ["network.mjs", ...words], { cwd: folder, env });
  try {
    cpSync(join(import.meta.dirname, "alchemy"), folder, { recursive: true });
    symlinkSync(join(cache, "node_modules"), join(folder, "node_modules"));
    await moto.reset();
    await moto.warm();
    const cells: string[] = [];
    for (const [verb, ...words] of [["create"], ["a second run"], ["destroy", "--destroy"]] as const) {
      proxy.reset();
      const began = performance.now();
      const { status, output, complaints, cpu } = await run(...words);
      if (status !== 0) {
        const said = `${complaints}\n${output}`.split("\n").find((line) => /error/i.test(line)) ?? "";
        return `Alchemy ${version}: not measured: ${verb} ended with ${status}: ${said.trim()}`;
      }
      const seconds = (performance.now() - began) / 1000;
      const calls = [...proxy.calls.values()].reduce((sum, count) => sum + count, 0);
      cells.push(
        `${verb} ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${calls} calls, ${proxy.peak()} in flight`,
      );
    }
    return `Alchemy ${version}: ${cells.join("; ")}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fetches it once into the cache of this workspace; says why it is not to be had. */
async function install(): Promise<string | undefined> {
  const done = join(cache, "installed");
  if (existsSync(done)) return undefined;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{ "private": true }\n');
  const words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional", `alchemy@${version}`];
  const { status, complaints } = await runRival("npm", words, { cwd: cache });
  if (status !== 0) return `npm cannot install alchemy@${version}: ${complaints.trim().split("\n").at(-1)}`;
  writeFileSync(done, "");
  return undefined;
}
