import type { DescribeInstancesCommandOutput } from "@aws-sdk/client-ec2";
import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.1.0.0/16", zones: 2, nat: "single" });
const size = { min: 2, desired: 2, max: 4 };
const [one, other] = ["b25l", "dHdv"].map((text) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${text.repeat(10)}b crew`);

function port(publicKey: string | undefined) {
  const key = publicKey === undefined ? {} : { publicKey };
  return blueprint("port", {
    network: net,
    pools: {
      web: workers({ subnets: "private", size, ...key }),
      db: machines({ subnets: "private", count: 1, ...key }),
    },
  });
}

const made = "create key-pair/web";
const gone = /^delete key-pair\/web/;

it.each([
  ["another comes beside it", one, other, true, true],
  ["it is taken away", one, undefined, false, true],
  ["the first one is given", undefined, one, true, false],
])("where a key changes, every machine does: %s", async (_, before, after, comes, goes) => {
  const account = simulateAccount({ seed: "keys", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port(before), options);
  const { steps } = await planCluster(port(after), options);
  const ids = steps.map(({ id }) => id);
  const needsOf = (id: string | RegExp) =>
    steps.find((step) => step.id.search(id) === 0)?.needs.map(({ step }) => step) ?? [];
  expect(ids).toEqual(
    expect.arrayContaining(["create instance/db-1", "update auto-scaling-group/web", "update launch-template/web"]),
  );
  expect([ids.includes(made), ids.some((id) => gone.test(id))]).toEqual([comes, goes]);
  if (comes) expect(needsOf("update launch-template/web")).toContain(made);
  // Until the last older machine has gone, the pool may have to launch another by it.
  if (goes) expect(needsOf(gone)).toContain("update auto-scaling-group/web");
  await createCluster(port(after), options);
  expect((await planCluster(port(after), options)).steps).toEqual([]);
  const running = { Name: "instance-state-name", Values: ["running"] };
  const answer = await account.handle("EC2", "DescribeInstances", { Filters: [running] });
  const { Reservations = [] } = answer as DescribeInstancesCommandOutput;
  const keys = Reservations.flatMap(({ Instances = [] }) => Instances).map(({ KeyName }) => KeyName);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(after === undefined ? 1 : 2);
});

it.each([
  ["another key", { publicKey: other }],
  ["no key any more", {}],
  ["another tier", { publicKey: one, subnets: "public" }],
])("machines that are new only at their next launch stay with %s", async (_, later) => {
  const account = simulateAccount({ seed: "keys", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const of = (own: object, more: object = {}) =>
    blueprint("port", {
      network: net,
      pools: {
        db: machines({ subnets: "private", count: 2, rollout: { when: "next-launch" }, ...own }),
        ...more,
      },
    });
  await createCluster(of({ publicKey: one }), options);
  const { steps, notices } = await planCluster(of(later), options);
  expect(steps.filter(({ kind }) => kind === "instance")).toEqual([]);
  expect(notices.map(({ message }) => message).join("\n")).toMatch(/instance\/db-1 .* stays as it is, with another /);
  await createCluster(of(later), options);
  expect((await planCluster(of(later), options)).steps).toEqual([]);
});
