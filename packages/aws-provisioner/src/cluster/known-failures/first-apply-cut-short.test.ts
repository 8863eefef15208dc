import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret } from "@drydock/core";
import { expect, it } from "vitest";
import { killed } from "../../../../../tools/torture/killed.ts";
import { createCluster } from "../create-cluster.ts";
import { destroyCluster } from "../destroy-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { holdings } from "./testing/quay.ts";

/** With what refers to something else, and with a secret: what was left there without its owner's id. */
const quay = blueprint("quay", {
  network: network({ cidr: "10.6.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } }),
  pools: { crane: machines({ subnets: "public", count: 1, secrets: { token: "/etc/token" } }) },
  secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
});

/** What is not as it should be when a first apply was killed there; undefined where it was over before. */
async function brokenBy(boundary: number, way: "not-sent" | "unanswered"): Promise<readonly string[] | undefined> {
  const account = simulateAccount({ seed: "first apply", latency: "typical" });
  const options = { ...account.connection, environment: { TOKEN: "token" } };
  const died = killed(account, options, { boundary, way }, (by) => createCluster(quay, by).result);
  if (!(await died.isKilled())) return undefined;

  const told: string[] = [];
  const failed = (deed: string) => (error: Error & { readonly code?: string }) => {
    const isNothingThere = deed === "destroy" && error.code === "unknown-cluster" && holdings(account).length === 0;
    if (!isNothingThere) told.push(`${deed}: ${String(error)}`);
    return undefined;
  };
  const plan = await planCluster(quay, options).catch(failed("plan"));
  const deletions = plan?.steps.filter(({ action }) => action === "delete") ?? [];
  told.push(...deletions.map(({ id }) => `plan: ${id}`));
  const destroyed = await destroyCluster(quay, options).result.catch(failed("destroy"));
  told.push(...(destroyed?.left ?? []).map(({ address }) => `left by its own word: ${address}`));
  // What is deleted with a time in which it can be had back is gone after a week.
  await account.clock.sleep(8 * 86_400_000);
  told.push(...holdings(account).map(({ type, id }) => `left: ${type} ${id}`));
  return told;
}

/**
 * After a first deployment that was cut short neither a plan nor a destroy worked any more
 * (https://github.com/alchemy-run/alchemy/issues/995).
 */
it.each(["not-sent", "unanswered"] as const)(
  "a first apply that dies at any of its changes, %s, can be planned on and destroyed",
  async (way) => {
    let boundary = 1;
    for (; ; boundary += 1) {
      const told = await brokenBy(boundary, way);
      if (told === undefined) break;
      expect({ boundary, way, told }).toEqual({ boundary, way, told: [] });
    }
    // Those of the ledger, of the network, of the machine and its role, and of the secret.
    expect(boundary).toBeGreaterThan(25);
  },
);
