import type { ApplyOptions } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { motoExceptions } from "../tools/moto-exceptions.ts";
import { readWords, refuse } from "./command-line.ts";

// On Node 20 the SDK would print nine lines of its own into each example; the README says what they say.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** The words that say on which account an example runs. */
export const accountWords = {
  aws: { type: "boolean", default: false },
  moto: { type: "boolean", default: false },
  seed: { type: "string", default: "example" },
} as const;

/**
 * Where an example runs: an account simulated in this process, or the one of your AWS environment with
 * `--aws` (and `AWS_ENDPOINT_URL` for anything that speaks like AWS), or that of `tools/serve-moto.ts` with
 * `--moto`, where what moto does not keep is put right. `--seed=7` gives the simulated account other ids and
 * durations.
 */
export function accountFor({ aws, moto, seed } = readWords({ options: accountWords }).values): {
  readonly options: ApplyOptions;
  readonly name: string;
} {
  if (moto) {
    const endpoint = process.env["AWS_ENDPOINT_URL"];
    if (endpoint === undefined) refuse("--moto needs the variables that tools/serve-moto.ts prints.");
    return { options: { plugins: [motoExceptions] }, name: `moto at ${endpoint}` };
  }
  if (aws) return { options: {}, name: "AWS" };
  return {
    options: { ...simulateAccount({ seed, latency: "typical" }).connection },
    name: `an account simulated from seed "${seed}"`,
  };
}
