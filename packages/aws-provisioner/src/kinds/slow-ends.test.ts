import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../cluster/create-cluster.ts";
import { destroyCluster } from "../cluster/destroy-cluster.ts";

it("a destroy waits for machines that take hours to end, those of a group too", async () => {
  const hours = 3;
  const account = simulateAccount({ seed: "slow", latency: "typical", lives: () => ({ lingers: hours * 3600 }) });
  const options = account.connection;
  const site = blueprint("site", {
    network: network({ cidr: "10.6.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } }),
    pools: {
      one: machines({ subnets: "public", count: 1 }),
      more: workers({ subnets: "public", size: { min: 1, desired: 1, max: 1 } }),
    },
  });
  await createCluster(site, options);
  const began = account.clock.now();
  expect((await destroyCluster(site, options)).left).toEqual([]);
  expect(account.clock.now() - began).toBeGreaterThanOrEqual(hours * 3_600_000);
  expect(account.inventory().filter(({ service }) => service !== "S3")).toEqual([]);
});
