import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { addresses, heard } from "./testing/quay.ts";

const size = { min: 1, desired: 1, max: 2 };
const quay = blueprint("quay", {
  network: network({ cidr: "10.6.0.0/16", zones: 2, nat: "single" }),
  pools: {
    crane: machines({ subnets: "public", count: 2 }),
    shed: workers({ subnets: "private", size, expose: [{ port: 80 }] }),
  },
});

/** Answers of a replica that hears of a new subnet twelve seconds late: whoever names it is told so. */
function lateReplica(ids: () => readonly string[]): Fault {
  const heardAt = new Map<string, number>();
  return ({ service, input, now, origin }) => {
    if (service !== "EC2" || origin !== "client") return undefined;
    const asked = JSON.stringify(input);
    for (const id of ids()) if (!heardAt.has(id)) heardAt.set(id, now + 12_000);
    const unknown = [...heardAt].find(([id, from]) => asked.includes(id) && now < from)?.[0];
    const message = `The subnet ID '${unknown}' does not exist`;
    return unknown === undefined ? undefined : { kind: "refuse", code: "InvalidSubnetID.NotFound", message };
  };
}

/**
 * Right after CreateSubnet a replica did not know the subnet, which was taken for a failure of the whole
 * (https://github.com/gardener/gardener-extension-provider-aws/issues/1947).
 */
it("a new subnet that EC2 does not find for some seconds is waited for", async () => {
  let subnets = (): string[] => [];
  const account = simulateAccount({
    seed: "not found",
    latency: "typical",
    listingLag: { EC2: 12 },
    faults: [lateReplica(() => subnets())],
  });
  subnets = () => account.inventory().flatMap(({ type, id }) => (type === "subnet" ? [id] : []));
  await createCluster(quay, account.connection);

  const refused = account.calls.filter(({ outcome }) => outcome === "InvalidSubnetID.NotFound");
  expect(refused.length).toBeGreaterThan(10);
  const deeds = new Set(refused.map(({ operation }) => operation));
  expect([...deeds].toSorted()).toEqual(["AssociateRouteTable", "CreateNatGateway"]);
  expect(heard(account, "CreateSubnet")).toHaveLength(4);
  expect(addresses(account)).toEqual([...new Set(addresses(account))]);
  expect((await planCluster(quay, account.connection)).steps).toEqual([]);
});
