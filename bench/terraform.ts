import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Moto } from "../tools/moto.ts";
import type { SlowProxy } from "./slow-proxy.ts";

/**
 * Terraform's figures for the same topology in the same run, or why there are none. It needs `terraform` and a mirror of its AWS
 * provider, found by the usual `TF_CLI_CONFIG_FILE`.
 */
export async function terraformRow(proxy: SlowProxy, moto: Moto): Promise<string> {
  const version = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
  if (version.error !== undefined || version.status !== 0) return "Terraform: not measured, `terraform` is not on PATH";
  const folder = mkdtempSync(join(tmpdir(), "drydock-terraform-"));
  const env = {
    ...process.env,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: proxy.endpoint,
    TF_IN_AUTOMATION: "1",
  };
  const run = (...args: string[]) => spawnSync("terraform", args, { cwd: folder, env, encoding: "utf8" });
  try {
    cpSync(join(import.meta.dirname, "terraform"), folder, { recursive: true });
    const init = run("init", "-input=false", "-no-color");
    if (init.status !== 0)
      return "Terraform: not measured, `terraform init` finds no AWS provider (set TF_CLI_CONFIG_FILE to a provider mirror)";
    await moto.reset();
    const cells: string[] = [];
    for (const args of [
      ["apply", "-auto-approve"],
      ["plan", "-detailed-exitcode"],
      ["destroy", "-auto-approve"],
    ]) {
      proxy.reset();
      const began = performance.now();
      const { status, stderr } = run(args[0]!, "-input=false", "-no-color", args[1]!);
      if (status !== 0) return `Terraform: \`${args.join(" ")}\` ended with ${status}: ${stderr.trim().split("\n")[0]}`;
      const calls = [...proxy.calls.values()].reduce((sum, count) => sum + count, 0);
      cells.push(`${((performance.now() - began) / 1000).toFixed(1)} s, ${calls} calls`);
    }
    const { terraform_version: name } = JSON.parse(version.stdout) as { terraform_version: string };
    return `Terraform ${name}: create ${cells[0]}; empty plan ${cells[1]}; destroy ${cells[2]}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
