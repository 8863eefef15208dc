import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const site = blueprint("site", {
  network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} }, endpoints: ["s3", "ssm"] }),
  pools: { web: machines({ subnets: "public", count: 1, expose: [{ port: 80 }] }) },
});

it.each(["us-west-2", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"])(
  "a cluster lives and goes in %s",
  async (region) => {
    const { connection, inventory } = simulateAccount({ seed: "regions", latency: "none", region });
    const options = { ...connection, ledger: memoryLedger() };
    await createCluster(site, options);
    expect((await planCluster(site, options)).steps).toEqual([]);
    await destroyCluster("site", options);
    expect(inventory().filter(({ tags }) => tags["drydock:cluster"] === "site")).toEqual([]);
  },
);
