import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../cluster/create-cluster.ts";
import { planCluster } from "../cluster/plan-cluster.ts";
import { memoryLedger } from "../engine/ledger.ts";

const size = { min: 1, desired: 1, max: 2 };

function pier(protocol: "tcp" | "http", cidrs?: readonly string[], balancer?: string) {
  return blueprint("pier", {
    network: network({
      cidr: "10.1.0.0/16",
      zones: 2,
      nat: "none",
      endpoints: [],
      tiers: { public: { ...(cidrs && { cidrs: [...cidrs] }) } },
    }),
    pools: {
      web: workers({ subnets: "public", size, expose: [{ port: 80, protocol, ...(balancer && { balancer }) }] }),
    },
  });
}

const [moved, half] = [
  ["10.1.200.0/24", "10.1.201.0/24"],
  ["10.1.0.0/24", "10.1.201.0/24"],
];

it.each([
  ["all its subnets", moved, "us-west-2a, us-west-2b"],
  ["one of them", half, "us-west-2b"],
])(
  "a network balancer that is to come to others than %s in its zones is refused before the first call",
  async (_, cidrs, zones) => {
    const account = simulateAccount({ seed: "zones", latency: "typical" });
    const options = { ...account.connection, ledger: memoryLedger() };
    await createCluster(pier("tcp"), options);
    const before = account.inventory();
    await expect(createCluster(pier("tcp", cidrs), options)).rejects.toThrow(
      new RegExp(
        `^pier cannot be changed so: error at load-balancer/web: the network balancer arn:\\S+ would come to another subnet in ${zones}, where it has one \\[balancer-zone-kept\\]`,
      ),
    );
    expect(account.inventory().length).toBe(before.length);
    const instead = pier("tcp", cidrs, "other");
    await createCluster(instead, options);
    expect((await planCluster(instead, options)).steps).toEqual([]);
  },
);

it("an application balancer comes to other subnets of its zones in one call", async () => {
  const account = simulateAccount({ seed: "zones", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(pier("http"), options);
  await createCluster(pier("http", moved), options);
  expect((await planCluster(pier("http", moved), options)).steps).toEqual([]);
});
