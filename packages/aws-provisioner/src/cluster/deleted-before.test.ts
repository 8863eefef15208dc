import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, secret, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = (by: string) =>
  blueprint("pier", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }),
    secrets: { key: secret.generated({ length: 40 }) },
    pools: {
      web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 }, secrets: { key: "/etc/key" } }),
    },
    tags: { by },
  });

it.each<[string, object]>([
  ["of Secrets Manager alone", { SecretsManager: 300 }],
  ["of all services", "worst" as never],
])(
  "what a run before the last has deleted is not gone on with while listings %s show it still",
  async (_, listingLag) => {
    const { connection, inventory, clock } = simulateAccount({ seed: "deleted", latency: "typical", listingLag });
    const options = { ...connection, including: ["*"] };
    await createCluster(pier("ada"), options);
    await clock.sleep(600_000);
    await destroyCluster("pier", options);
    await createCluster(pier("ada"), options);
    await createCluster(pier("grace"), options);
    await clock.sleep(600_000);
    const keys = inventory().filter(({ tags }) => tags["drydock:address"] === "secret/key");
    expect(keys.map(({ tags }) => tags["by"])).toEqual(["grace"]);
    expect((await planCluster(pier("grace"), options)).steps).toEqual([]);
  },
);
