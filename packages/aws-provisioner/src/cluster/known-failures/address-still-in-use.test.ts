import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { heard } from "./testing/quay.ts";

const net = network({ cidr: "10.6.0.0/16", zones: 3, nat: "single" });
const held = ["10.6.3.10", "10.6.4.10", "10.6.5.10"];

function quay(instanceType: string) {
  return blueprint("quay", {
    network: net,
    pools: { crane: machines({ addresses: ["10.6.3.20", "10.6.4.20"], instanceType }) },
  });
}

/** Machines hold their interfaces for five minutes after they were told to end. */
function account() {
  return simulateAccount({ seed: "in use", latency: "typical", lives: () => ({ lingers: 300 }) });
}

/**
 * The successor of a machine on a fixed interface was created while the old one still held it: in use
 * (https://github.com/kubernetes-retired/kube-aws/issues/583).
 */
it("a machine on a fixed interface is launched when its forerunner has let go of that, and not before", async () => {
  const simulated = account();
  const options = simulated.connection;
  await createCluster(quay("t3.small"), options);
  const cards = () =>
    simulated.inventory().flatMap(({ type, id, tags }) => {
      const address = tags["drydock:address"];
      return type === "network-interface" && address !== undefined ? [`${address} ${id}`] : [];
    });
  const before = cards();
  const from = simulated.calls.length;
  await createCluster(quay("t3.medium"), options);

  const sent = simulated.calls.slice(from).filter(({ operation }) => /^(?:Run|Terminate)Instances$/.test(operation));
  const oneTurn = ["TerminateInstances ok", "RunInstances ok"];
  expect(sent.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([...oneTurn, ...oneTurn]);
  for (const at of [1, 3]) expect((sent[at]?.start ?? 0) - (sent[at - 1]?.end ?? 0)).toBeGreaterThanOrEqual(300_000);
  expect(before).toHaveLength(2);
  expect(cards()).toEqual(before);
  expect(heard(simulated, "CreateNetworkInterface")).toHaveLength(2);
  expect((await planCluster(quay("t3.medium"), options)).steps).toEqual([]);
});

it("an apply waits for a member whose launches fail while its interface is in use, until one succeeds", async () => {
  const simulated = account();
  const options = simulated.connection;
  const members = blueprint("quay", { network: net, etcd: etcd({ addresses: held, tls: "off" }) });
  await createCluster(members, options);
  await simulated.clock.sleep(600_000);
  const machinesThat = (run: string) =>
    simulated.inventory().filter(({ type, state }) => type === "instance" && state === run);
  const [member] = machinesThat("running");
  await simulated.handle("EC2", "TerminateInstances", { InstanceIds: [member?.id] });
  await simulated.clock.sleep(120_000);

  const failures = async () => {
    const answer = await simulated.handle("AutoScaling", "DescribeScalingActivities", {});
    const { Activities } = answer as { Activities: readonly { StatusCode: string; StatusMessage?: string }[] };
    return Activities.filter(({ StatusCode }) => StatusCode === "Failed").map(({ StatusMessage }) => StatusMessage);
  };
  const before = (await failures()).length;
  expect(machinesThat("shutting-down")).toHaveLength(1);
  await createCluster(members, options);
  // Some of them while the apply waited.
  expect((await failures()).length).toBeGreaterThan(before);
  for (const message of await failures()) expect(message).toMatch(/in use/);
  expect(machinesThat("running")).toHaveLength(3);
  expect((await planCluster(members, options)).steps).toEqual([]);
});
