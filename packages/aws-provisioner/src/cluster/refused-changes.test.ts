import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, machines, network } from "@drydock/core";
import { expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.1.0.0/16", nat: "single" });

function port(parts: Omit<BlueprintParts, "network">) {
  return blueprint<BlueprintParts>("port", { network: net, ...parts });
}

/** An account in which the cluster stands, and the problems for which an edit is refused without a write. */
async function standing(before: ReturnType<typeof port>) {
  const account = simulateAccount({ seed: "refused", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(before, options);
  const refused = async (after: ReturnType<typeof port>) => {
    const from = account.calls.length;
    const error: unknown = await createCluster(after, options).result.catch((reason: unknown) => reason);
    const writing = account.calls
      .slice(from)
      .filter(({ operation }) => !/^(Describe|Get|List|BatchGet)/.test(operation));
    expect(writing).toEqual([]);
    if (!(error instanceof ProvisionError)) throw error;
    expect(error.code).toBe("unplannable");
    return error;
  };
  return { account, options, refused };
}

const disks = (size: number) => ({
  db: machines({ subnets: "private", count: 2, volume: { size } }),
  log: machines({ subnets: "private", count: 1, volume: { size: size + 10 } }),
});

it("volumes that are to shrink are refused before the first write, all at once, with what works", async () => {
  const { refused, options } = await standing(port({ pools: disks(20) }));
  const { message, diagnostics } = await refused(port({ pools: disks(10) }));
  expect(diagnostics.map(({ path, message: told }) => `${path}: ${told}`)).toEqual([
    "volume/db-1.size: a volume only grows: it has 20 GiB, and cannot come to 10",
    "volume/db-2.size: a volume only grows: it has 20 GiB, and cannot come to 10",
    "volume/log-1.size: a volume only grows: it has 30 GiB, and cannot come to 20",
  ]);
  expect(message.split("\n").slice(0, 3)).toMatchInlineSnapshot(`
    [
      "port cannot be changed so: 3 problems:",
      "error at volume/db-1.size: a volume only grows: it has 20 GiB, and cannot come to 10 [volume-shrinks]",
      "  Write 20 or more. For another volume, and the loss of this one's data, plan first with volume: "none", and name it (including: ["volume/db-1"]) once no running machine holds it; then plan with the new one.",
    ]
  `);
  const grown = await planCluster(port({ pools: disks(21) }), options);
  expect(grown.steps.map(({ id }) => id)).toEqual(["update volume/db-1", "update volume/db-2", "update volume/log-1"]);
});

it("a smaller volume comes about as the refusal says: the old one away by its name, then the new one", async () => {
  const { options } = await standing(port({ pools: disks(20) }));
  const none = machines({ subnets: "private", count: 2, volume: "none" });
  const without = port({ pools: { ...disks(20), db: none } });
  await createCluster(without, { ...options, including: ["volume/db-*"] });
  const smaller = port({ pools: { ...disks(20), db: disks(10).db } });
  await createCluster(smaller, options);
  expect((await planCluster(smaller, options)).steps).toEqual([]);
});

const labelled = (label: string, size = 20) => ({
  pools: { db: machines({ subnets: "private", count: 1, volume: { size, label } }) },
});

it("a volume that is to be labelled anew is refused before the first write, which its node would do for ever", async () => {
  const { refused, options } = await standing(port(labelled("data")));
  const { diagnostics } = await refused(port(labelled("files", 10)));
  expect(diagnostics.map(({ path, message, rule }) => `${path}: ${message} [${rule}]`)).toEqual([
    "volume/db-1.size: a volume only grows: it has 20 GiB, and cannot come to 10 [volume-shrinks]",
    "volume/db-1.label: its file system is labelled data, and its node would refuse it as files [volume-label-kept]",
  ]);
  expect(diagnostics[1]?.remedy).toMatch(/^Write label: "data"\. For another volume/);
  const none = { pools: { db: machines({ subnets: "private", count: 1, volume: "none" }) } };
  await createCluster(port(none), { ...options, including: ["volume/db-1"] });
  await createCluster(port(labelled("files")), options);
  expect((await planCluster(port(labelled("files")), options)).steps).toEqual([]);
});

it("a volume that was made before it bore its label gets it in place", async () => {
  const { account, options, refused } = await standing(port(labelled("data")));
  const volume = account.inventory().find(({ type, tags }) => type === "volume" && tags["drydock:label"] === "data");
  await account.handle("EC2", "DeleteTags", { Resources: [volume?.id], Tags: [{ Key: "drydock:label" }] });
  const { steps } = await planCluster(port(labelled("data", 30)), options);
  expect(steps.map(({ id, changes }) => [id, ...changes.map(({ field }) => field)])).toEqual([
    ["update volume/db-1", "size", "label"],
  ]);
  await createCluster(port(labelled("data", 30)), options);
  expect((await planCluster(port(labelled("data", 30)), options)).steps).toEqual([]);
  await refused(port(labelled("files", 30)));
});
