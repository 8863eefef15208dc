import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Moto } from "../tools/moto.ts";
import { type Ended, runRival } from "./run-rival.ts";
import type { SlowProxy } from "./slow-proxy.ts";

/**
 * Terraform's figures for the same topology in the same run, or why there are none. It needs `terraform` and
 * a mirror of its AWS provider, found by the usual `TF_CLI_CONFIG_FILE`.
 */
export async function terraformRow(proxy: SlowProxy, moto: Moto): Promise<string> {
  const version = await runRival("terraform", ["version", "-json"]);
  if (version.status !== 0) return "Terraform: not measured: `terraform` is not on PATH";
  const folder = mkdtempSync(join(tmpdir(), "drydock-terraform-"));
  const env = {
    ...process.env,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: proxy.endpoint,
    TF_IN_AUTOMATION: "1",
  };
  const run = (...args: string[]): Promise<Ended> => runRival("terraform", args, { cwd: folder, env });
  try {
    cpSync(join(import.meta.dirname, "terraform"), folder, { recursive: true });
    const init = await run("init", "-input=false", "-no-color");
    if (init.status !== 0)
      return "Terraform: not measured: `terraform init` finds no AWS provider (set TF_CLI_CONFIG_FILE to a provider mirror)";
    await moto.reset();
    await moto.warm();
    const cells: string[] = [];
    for (const [verb, flag] of [
      ["apply", "-auto-approve"],
      ["plan", "-detailed-exitcode"],
      ["destroy", "-auto-approve"],
    ] as const) {
      proxy.reset();
      const began = performance.now();
      const { status, complaints, cpu } = await run(verb, "-input=false", "-no-color", flag);
      // 2 is a plan that was made and is not empty: on moto it may see changes where there are none.
      const notEmpty = verb === "plan" && status === 2;
      if (status !== 0 && !notEmpty)
        return `Terraform: not measured: \`${verb} ${flag}\` ended with ${status}: ${complaints.trim().split("\n")[0]}`;
      const calls = [...proxy.calls.values()].reduce((sum, count) => sum + count, 0);
      cells.push(
        `${((performance.now() - began) / 1000).toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${calls} calls${notEmpty ? ", and not empty" : ""}`,
      );
    }
    const { terraform_version: name } = JSON.parse(version.output) as { terraform_version: string };
    return `Terraform ${name}: create ${cells[0]}; plan of no change ${cells[1]}; destroy ${cells[2]}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
