import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, existingNetwork, machines, type Network, network, type ExistingNetwork } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";

const own = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } });

function port(net: Network | ExistingNetwork) {
  return blueprint("port", { network: net, pools: { db: machines({ subnets: "public", count: 1 }) } });
}

/** Two networks, one after the other, and what a cluster in the second is told, without a write. */
async function moved(from: Network | "shared", to: Network | "shared" | "harbour") {
  const account = simulateAccount({ seed: "moved", latency: "none" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const existing = async (name: string, cidr: string) => {
    const { vpcId, subnets } = (await createNetwork(name, { ...own, cidr }, options)).network;
    const place = { id: subnets["public-1"] ?? "", cidr: cidr.replace("/16", "/24"), zone: "us-west-2a" };
    return existingNetwork({ vpcId, cidr, subnets: { public: [place] } });
  };
  const known = {
    shared: await existing("shared", "10.8.0.0/16"),
    harbour: await existing("harbour", "10.9.0.0/16"),
  };
  const at = (where: typeof from | typeof to) => (typeof where === "string" ? known[where] : where);
  await createCluster(port(at(from)), options);
  const made = account.calls.length;
  const error = await createCluster(port(at(to)), options).result.catch((reason: unknown) => reason);
  const writes = account.calls
    .slice(made)
    .filter(({ operation }) => !/^(?:Describe|Get|List|BatchGet)/.test(operation));
  expect(writes).toEqual([]);
  return { error, options };
}

it.each<[string, Parameters<typeof moved>[0], Parameters<typeof moved>[1], RegExp]>([
  [
    "another range",
    own,
    { ...own, cidr: "10.2.0.0/16" },
    /error at port\.network\.cidr: the network stands in vpc-\w+ with the range 10\.1\.0\.0\/16, which a VPC keeps for its life, and cannot come to 10\.2\.0\.0\/16 \[network-range-kept\]$/m,
  ],
  [
    "an existing network instead of its own",
    own,
    "shared",
    /error at port\.network: \S+ and what belongs to it stand in vpc-\w+, and cannot move to vpc-\w+ \[network-kept\]$/m,
  ],
  [
    "its own instead of an existing network",
    "shared",
    own,
    /error at port\.network: \S+ and what belongs to it stand in vpc-\w+, and cannot move to a network of their own \[network-kept\]$/m,
  ],
  ["another existing network", "shared", "harbour", /cannot move to vpc-\w+ \[network-kept\]$/m],
])("a cluster that stands is refused %s before the first write", async (_, from, to, told) => {
  const { error } = await moved(from, to);
  expect(error).toMatchObject({ code: "unplannable", message: expect.stringMatching(told) as string });
  expect(String(error)).toMatch(/Keep it; or give a cluster beside this one another name/);
});

it("a network alone keeps its range too", async () => {
  const { connection } = simulateAccount({ seed: "moved", latency: "none" });
  const options = { ...connection, ledger: memoryLedger() };
  await createNetwork("shared", own, options);
  await expect(planNetwork("shared", { ...own, cidr: "10.2.0.0/16" }, options)).rejects.toMatchObject({
    code: "unplannable",
  });
});

it("a network keeps its range where only its record tells of it, and listings do not yet", async () => {
  const account = simulateAccount({ seed: "moved", latency: "typical", listingLag: { EC2: 300 } });
  const knife = new AbortController();
  const run = createCluster(port(own), { ...account.connection, signal: knife.signal });
  run.result.catch(() => {});
  for await (const event of run) if (event.type === "finished") knife.abort(new Error("enough"));
  await expect(run.result).rejects.toThrow("enough");
  expect(account.inventory().map(({ type }) => type)).toContain("vpc");
  await expect(createCluster(port({ ...own, cidr: "10.2.0.0/16" }), account.connection)).rejects.toMatchObject({
    code: "unplannable",
  });
});
