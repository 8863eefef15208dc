import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, secret, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const wharf = blueprint("wharf", {
  network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }),
  pools: { web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 }, secrets: { key: "/etc/key" } }) },
  secrets: { key: secret.generated({ length: 32 }) },
});

it.each([-10, -1, 1, 10])(
  "what a computer has deleted whose clock is %d hours ahead is not taken for what is there, however late listings are",
  async (hours) => {
    const account = simulateAccount({ seed: hours, latency: "typical", listingLag: "worst" });
    const { clock, connection } = account;
    const own = { virtual: true, now: () => clock.now() + hours * 3_600_000, sleep: clock.sleep };
    await createCluster(wharf, connection);
    await destroyCluster("wharf", { ...connection, clock: own, including: ["*"] });
    await createCluster(wharf, connection);
    await clock.sleep(600_000);
    expect((await planCluster(wharf, connection)).steps).toEqual([]);
  },
);
