import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function port(text: string) {
  const files = [{ path: "/etc/tide", text }];
  const net = network({ cidr: "10.1.0.0/16", zones: 3, nat: "none", tiers: { public: {} } });
  return blueprint("port", {
    network: net,
    pools: { db: machines({ subnets: "public", count: 3, files, volume: {} }) },
  });
}

it("machines are launched together, and replaced one after the other", async () => {
  const { connection, calls } = simulateAccount({ seed: "turns", latency: "typical" });
  const options = { ...connection, ledger: memoryLedger() };
  const sent = () =>
    calls
      .filter(({ operation, outcome }) => outcome === "ok" && /^(Run|Terminate)Instances$/.test(operation))
      .map(({ operation, start, end = Infinity }) => ({ operation, start, end }));
  await createCluster(port("low"), options);
  const [first, ...others] = sent();
  expect(others.map(({ operation }) => operation)).toEqual(["RunInstances", "RunInstances"]);
  for (const { start } of others) expect(start).toBeLessThan(first?.end ?? 0);
  await createCluster(port("high"), options);
  const roll = sent().slice(3);
  expect(roll.map(({ operation }) => operation)).toEqual(
    [1, 2, 3].flatMap(() => ["TerminateInstances", "RunInstances"]),
  );
  // A machine is given the 14 s in which it starts before the next one goes.
  for (const at of [2, 4]) expect((roll[at]?.start ?? 0) - (roll[at - 1]?.end ?? 0)).toBeGreaterThan(13_000);
  expect((await planCluster(port("high"), options)).steps).toEqual([]);
});
