import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = blueprint("pier", {
  network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "per-zone", dns: "pier.internal" }),
});

describe("two runs that know nothing of each other", () => {
  it.each([0, 0.2, 0.5, 1, 2])("%d s apart: the next one makes one cluster of what they made", async (apart) => {
    const account = simulateAccount({ seed: `twins ${apart}`, latency: "typical", region: "us-west-2" });
    const options = () => ({ ...account.connection, ledger: memoryLedger() });
    const second = account.clock.sleep(apart * 1000).then(() => createCluster(pier, options()).result);
    await Promise.allSettled([createCluster(pier, options()).result, second]);
    await account.clock.sleep(60_000);

    const plan = await planCluster(pier, options());
    const twins = plan.notices.filter(({ message }) => message.includes("was made twice"));
    if (apart < 1) expect(twins.length).toBeGreaterThan(0);
    await createCluster(pier, options());
    expect((await planCluster(pier, options())).steps).toEqual([]);
    const addresses = account
      .inventory()
      .map(({ type, tags }) => `${type} ${tags["drydock:address"]}`)
      .filter((one) => !one.endsWith("undefined") && !one.startsWith("instance auto-scaling-group"));
    expect(addresses.toSorted()).toEqual([...new Set(addresses)].toSorted());

    await destroyCluster("pier", options());
    expect(account.inventory()).toEqual([]);
  });
});
