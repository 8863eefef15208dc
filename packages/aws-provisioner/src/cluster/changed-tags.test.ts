import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function port(tags: Record<string, string>) {
  const size = { min: 1, desired: 2, max: 2 };
  return blueprint("port", {
    network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "single", dns: "port.internal", endpoints: ["s3", "ssm"] }),
    etcd: etcd({ addresses: ["10.1.2.10"] }),
    pools: {
      web: workers({ subnets: "public", size, expose: [{ port: 80 }] }),
      db: machines({ subnets: "private", count: 1, volume: {}, expose: [{ port: 5432 }] }),
    },
    secrets: { token: secret.generated() },
    buckets: ["backup"],
    tags,
  });
}

/** What AWS makes beside Drydock, and what keeps the tags that it was made with. */
const untagged = /^(?:network-acl|parameter)$/;

it("tags that change reach all that bears them, machines that run too, and replace nothing", async () => {
  const account = simulateAccount({ seed: "tags", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port({ team: "harbour", stage: "live" }), options);
  const borne = () =>
    account
      .inventory()
      .filter(({ type, tags }) => !untagged.test(type) && Object.keys(tags).some((key) => key.startsWith("drydock:")));
  const strange = (tags: Record<string, string>) =>
    borne().flatMap(({ type, tags: all }) => {
      const own = Object.fromEntries(Object.entries(all).filter(([key]) => ["team", "stage"].includes(key)));
      return JSON.stringify(own) === JSON.stringify(tags)
        ? []
        : [`${type} ${all["drydock:address"] ?? ""} ${JSON.stringify(own)}`];
    });
  const machinesNow = () =>
    account
      .inventory()
      .filter(({ type }) => type === "instance")
      .map(({ id }) => id);
  expect(borne().length).toBeGreaterThan(40);
  expect(strange({ team: "harbour", stage: "live" })).toEqual([]);
  const before = machinesNow();
  await createCluster(port({ team: "quay" }), options);
  expect(strange({ team: "quay" })).toEqual([]);
  expect(machinesNow()).toEqual(before);
  expect((await planCluster(port({ team: "quay" }), options)).steps).toEqual([]);
});
