import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = blueprint("pier", {
  network: network({ cidr: "10.7.0.0/16", zones: 2, nat: "single", endpoints: [] }),
  pools: {
    db: machines({ subnets: "private", count: 1, volume: {} }),
    queue: machines({ addresses: ["10.7.2.20"], volume: {} }),
  },
});

async function without(address: string) {
  const account = simulateAccount({ seed: "lost", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(pier, options);
  const { resources } = await describeCluster("pier", options);
  const id = resources.find((one) => one.address === address)?.id ?? "";
  const Tags = ["drydock:cluster", "drydock:address"].map((Key) => ({ Key }));
  await account.handle("EC2", "DeleteTags", { Resources: [id], Tags });
  return { account, options };
}

async function refusal(work: PromiseLike<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  return error.message.replaceAll(/-[0-9a-f]{17}/g, "-…");
}

describe("what has lost its tags", () => {
  it.each([
    ["instance/queue-1", "holds an interface"],
    ["volume/db-1", "is used by a machine"],
    ["security-group/db", "has a name that is wanted"],
  ])("%s, which %s, is told before anything is made in its place", async (address) => {
    const { account, options } = await without(address);
    const before = account.calls.length;
    expect(await refusal(createCluster(pier, options))).toContain("[tags-lost]");
    const writes = account.calls.slice(before).filter(({ operation }) => !/^(?:Describe|Get|List)/.test(operation));
    expect(writes).toEqual([]);
  });

  it("costs no call where nothing is made beside what stands", async () => {
    const account = simulateAccount({ seed: "lost", latency: "typical" });
    const options = { ...account.connection, ledger: memoryLedger() };
    await createCluster(pier, options);
    const before = account.calls.length;
    await planCluster(pier, options);
    const asked = account.calls.slice(before).map(({ operation }) => operation);
    expect(asked.filter((one) => one === "DescribeVolumes" || one === "DescribeSecurityGroups")).toHaveLength(2);
  });
});
