import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { exec, unit } from "@drydock/systemd";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } });
const size = { min: 1, desired: 1, max: 1 };

function port(addresses?: readonly string[]) {
  return blueprint("port", {
    network: net,
    pools: {
      web: workers({ subnets: "public", size, expose: [{ port: 80 }] }),
      ...(addresses && { db: machines({ addresses: [...addresses] }) }),
    },
  });
}

it("a fixed address that a balancer or a machine of a pool has drawn is refused before the first write", async () => {
  const account = simulateAccount({ seed: "taken", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port(), options);
  await account.clock.sleep(60_000);
  const drawn = account
    .inventory()
    .filter(({ type }) => type === "network-interface")
    .flatMap(({ attributes }) => attributes["addresses"] as readonly string[]);
  const free = ["10.1.0.77", "10.1.0.78", "10.1.0.79"].find((address) => !drawn.includes(address)) ?? "";
  const made = account.calls.length;
  const error: unknown = await createCluster(port([...drawn, free]), options).result.catch((reason: unknown) => reason);
  const writes = account.calls.slice(made).filter(({ operation }) => !/^(?:Describe|Get|List)/.test(operation));
  expect(writes).toEqual([]);
  const told = (error as { diagnostics: { path: string; message: string; rule: string }[] }).diagnostics;
  expect(
    told.map(({ path, message, rule }) => `${path} ${message} ${rule}`.replaceAll(/-[0-9a-f]{17}/g, "-…")),
  ).toEqual([
    expect.stringMatching(/^instance\/db-1\.address 10\.1\.0\.\d+ is held by \S.* \(interface eni-…\) address-taken$/),
    expect.stringMatching(/^instance\/db-2\.address 10\.1\.0\.\d+ is held by \S.* \(interface eni-…\) address-taken$/),
  ]);
  expect(told.map(({ message }) => / is held by (load balancer|machine) /.exec(message)?.[1]).toSorted()).toEqual([
    "load balancer",
    "machine",
  ]);
  await createCluster(port([free]), options);
  expect((await planCluster(port([free]), options)).steps).toEqual([]);
});

it("a fixed address that a machine of a pool has drawn, which goes, is taken when that has gone", async () => {
  const account = simulateAccount({ seed: "freed", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const leave = unit("leave.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } });
  const units = [{ unit: leave, enable: false }];
  const api = workers({ subnets: "public", size, units, drain: { unit: "leave.service", timeout: 900 } });
  await createCluster(blueprint("port", { network: net, pools: { api } }), options);
  await account.clock.sleep(60_000);
  const cards = account.inventory().filter(({ type }) => type === "network-interface");
  const [address = ""] = cards.flatMap(({ attributes }) => attributes["addresses"] as readonly string[]);
  const db = machines({ addresses: [address] });
  const after = blueprint("port", { network: net, pools: { db } });
  const { steps } = await planCluster(after, options);
  const takes = steps.find(({ id }) => /^create (?:network-interface|instance)\/db-1$/.test(id));
  expect(takes?.needs.map(({ step }) => step)).toContain("delete auto-scaling-group/api");
  await createCluster(after, options);
  expect((await planCluster(after, options)).steps).toEqual([]);
});

it("a fixed address that one of a set has drawn is taken when that has its turn, which is then the first", async () => {
  const account = simulateAccount({ seed: "turn", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const web = (text: string) => machines({ subnets: "public", count: 3, files: [{ path: "/etc/web", text }] });
  await createCluster(blueprint("port", { network: net, pools: { web: web("one") } }), options);
  const { resources } = await describeCluster("port", options);
  const second = resources.find(({ address }) => address === "instance/web-2");
  const drawn = String(second?.outputs["address"]);
  const after = blueprint("port", { network: net, pools: { web: web("two"), db: machines({ addresses: [drawn] }) } });
  const running = () => account.inventory().filter(({ type, state }) => type === "instance" && state === "running");
  let least = Infinity;
  const run = createCluster(after, options);
  let over = false;
  void run.result.finally(() => (over = true));
  while (!over) {
    const names = running().filter(({ tags }) => tags["drydock:address"]?.startsWith("instance/web-") === true);
    least = Math.min(least, names.length);
    await account.clock.sleep(1000);
  }
  await run;
  expect(least).toBe(2);
  expect((await planCluster(after, options)).steps).toEqual([]);
});

it("a fixed address that another machine of the cluster has drawn, and keeps, is refused", async () => {
  const account = simulateAccount({ seed: "kept", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const pools = { queue: machines({ subnets: "public", count: 1 }) };
  await createCluster(blueprint("port", { network: net, pools }), options);
  await account.clock.sleep(60_000);
  const cards = account.inventory().filter(({ type }) => type === "network-interface");
  const [address = ""] = cards.flatMap(({ attributes }) => attributes["addresses"] as readonly string[]);
  const after = blueprint("port", { network: net, pools: { ...pools, db: machines({ addresses: [address] }) } });
  await expect(planCluster(after, options)).rejects.toThrow(
    "error at instance/db-1: it takes the place of instance/queue-1, which stays [place-taken]",
  );
});
