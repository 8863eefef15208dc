import type { ApplyOptions } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";

// On Node 20 the SDK would print nine lines of its own into each example; the README says what they say.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/**
 * Where an example runs: an account simulated in this process, or the one of your AWS environment with
 * `--aws` (and `AWS_ENDPOINT_URL` for anything that speaks like AWS). `--seed=7` gives the simulated account
 * other ids and durations.
 */
export function accountFor(argv: readonly string[] = process.argv): {
  readonly options: ApplyOptions;
  readonly name: string;
} {
  if (argv.includes("--aws")) return { options: {}, name: "AWS" };
  const seed = argv.find((word) => word.startsWith("--seed="))?.slice("--seed=".length) ?? "example";
  return {
    options: { ...simulateAccount({ seed, latency: "typical" }).connection },
    name: `an account simulated from seed "${seed}"`,
  };
}
