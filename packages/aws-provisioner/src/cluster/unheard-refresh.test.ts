import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { killed } from "../../../../tools/torture/killed.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function quay(instanceType: string) {
  return blueprint("quay", {
    network: network({ cidr: "10.6.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } }),
    pools: { shed: workers({ subnets: "public", size: { min: 2, desired: 2, max: 4 }, instanceType }) },
  });
}

it.each(["unanswered", "answered"] as const)(
  "a refresh that was asked for by one that died when it was %s, and whose record is lost, is called off by who wants another version",
  async (way) => {
    const account = simulateAccount({ seed: "unheard", latency: "typical" });
    // In memory: it is lost with the process.
    const options = () => ({ ...account.connection, ledger: memoryLedger() });
    await createCluster(quay("t3.small"), options());
    await account.clock.sleep(600_000);

    const knife = { boundary: 1, after: /^StartInstanceRefresh$/, way };
    const died = killed(account, options(), knife, (by) => createCluster(quay("t3.large"), by).result);
    expect(await died.isKilled()).toBe(true);
    await createCluster(quay("t3.small"), options());
    const ended = account.calls.length;
    await account.clock.sleep(3_600_000);
    const machines = account.inventory().filter(({ type, state }) => type === "instance" && state === "running");
    expect(machines.map(({ attributes }) => attributes["type"])).toEqual(["t3.small", "t3.small"]);
    expect((await planCluster(quay("t3.small"), options())).steps).toEqual([]);
    expect(account.calls.slice(0, ended).map(({ operation }) => operation)).toContain("CancelInstanceRefresh");
  },
);
