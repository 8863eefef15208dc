import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, network, type NetworkOptions, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const dock = (tiers: NetworkOptions["tiers"], desired: number) =>
  blueprint<BlueprintParts>("dock", {
    network: network({ cidr: "10.6.0.0/16", zones: 2, nat: "single", ...(tiers && { tiers }) }),
    pools: { web: workers({ subnets: "private", size: { min: 0, desired, max: 3 } }) },
  });

const opened = { public: {}, private: { public: true } };

it("a tier in which machines may stand keeps its way out", async () => {
  const { connection } = simulateAccount({ seed: "opened", latency: "typical" });
  const options = { ...connection, ledger: memoryLedger() };
  await createCluster(dock(undefined, 2), options);
  await expect(planCluster(dock(opened, 2), options)).rejects.toMatchObject({
    code: "unplannable",
    diagnostics: [
      {
        path: "dock.network.tiers.private.public",
        message: "auto-scaling-group/web in subnet/private-1 would lose the way out that they have, or the one in",
        rule: "tier-way-kept",
      },
    ],
  });
});

it("a tier in which nothing stands may be opened and closed", async () => {
  const { connection } = simulateAccount({ seed: "opened", latency: "typical" });
  const options = { ...connection, ledger: memoryLedger() };
  const net = (tiers: NetworkOptions["tiers"]) =>
    blueprint("dock", { network: network({ cidr: "10.6.0.0/16", zones: 2, nat: "single", ...(tiers && { tiers }) }) });
  for (const tiers of [{ public: {}, private: {} }, opened, { public: {}, private: {} }]) {
    await createCluster(net(tiers), options);
    expect((await planCluster(net(tiers), options)).steps).toEqual([]);
  }
});
