import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function port(dns: string) {
  const size = { min: 1, desired: 1, max: 1 };
  return blueprint("port", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} }, dns }),
    pools: { web: workers({ subnets: "public", size, expose: [{ port: 80 }] }) },
  });
}

it("a zone of another name stands with its records before the old one goes", async () => {
  const seen = new Set<string>();
  const looks: Fault = ({ origin }) => {
    const zones = account.inventory().filter(({ type }) => type === "hosted-zone");
    const names = zones.flatMap(({ attributes }) => attributes["records"] as readonly string[]);
    if (origin === "client")
      seen.add(
        names
          .filter((name) => name.startsWith("A "))
          .toSorted()
          .join(", "),
      );
    return undefined;
  };
  let isWatched = false;
  const account = simulateAccount({
    seed: "zones",
    latency: "typical",
    faults: [(call) => (isWatched ? looks(call) : undefined)],
  });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port("one.internal"), options);
  isWatched = true;
  await createCluster(port("two.internal"), options);
  expect([...seen]).toEqual(["A web.one.internal.", "A web.one.internal., A web.two.internal.", "A web.two.internal."]);
  expect((await planCluster(port("two.internal"), options)).steps).toEqual([]);
});
