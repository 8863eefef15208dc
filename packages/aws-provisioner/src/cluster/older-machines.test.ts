import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, etcd, network, type RolloutOptions, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import type { PoolOutputs } from "./cluster.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.8.0.0/16", zones: 2, nat: "single" });

function crew(instanceType: string, parts: Partial<BlueprintParts> = {}, when: RolloutOptions["when"] = "next-launch") {
  const size = { min: 1, desired: 3, max: 4 };
  return blueprint<BlueprintParts>("crew", {
    network: net,
    pools: { web: workers({ subnets: "public", size, instanceType, rollout: { when } }) },
    ...parts,
  });
}

async function standing(before: ReturnType<typeof crew>) {
  const account = simulateAccount({ seed: "crew", latency: "none" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const made = await createCluster(before, options);
  const told = async (after: ReturnType<typeof crew>) => {
    const { notices, steps } = await planCluster(after, options);
    return {
      steps: steps.map(({ id }) => id),
      told: notices.map(({ severity, message }) => `${severity}: ${message}`),
    };
  };
  return {
    account,
    options,
    told,
    instances: (made.pools as Record<string, PoolOutputs>)["web"]?.instances ?? [],
  };
}

const refresh =
  "aws autoscaling start-instance-refresh --auto-scaling-group-name crew-web, or terminate them one by one";

it("machines of an older template are told of in every plan, until they are replaced, by the calls there are", async () => {
  const { account, options, told, instances } = await standing(crew("t3.small"));
  const callsOf = async () => {
    const from = account.calls.length;
    await planCluster(crew("t3.small"), options);
    return account.calls
      .slice(from)
      .map(({ operation }) => operation)
      .toSorted();
  };
  expect(await told(crew("t3.small"))).toEqual({ steps: [], told: [] });
  const calls = await callsOf();
  const changed = await told(crew("t3.large"));
  expect(changed).toEqual({
    steps: ["update launch-template/web", "update auto-scaling-group/web"],
    told: [
      `warning: 3 of 3 running in auto-scaling-group/web are of an older launch template until replaced: ${refresh}`,
    ],
  });
  await createCluster(crew("t3.large"), options);
  expect(await told(crew("t3.large"))).toEqual({ steps: [], told: changed.told });

  for (const [left, InstanceId] of [...instances.entries()].toReversed()) {
    const input = { InstanceId, ShouldDecrementDesiredCapacity: false };
    await account.handle("AutoScaling", "TerminateInstanceInAutoScalingGroup", input);
    await account.connection.clock.sleep(600_000);
    const { told: now } = await told(crew("t3.large"));
    const verb = left === 1 ? "is" : "are";
    expect(now).toEqual(
      left === 0
        ? []
        : [
            `warning: ${left} of 3 running in auto-scaling-group/web ${verb} of an older launch template until replaced: ${refresh}`,
          ],
    );
  }
  await createCluster(crew("t3.small"), options);
  expect(await callsOf()).toEqual(calls);
});

it("of machines that the plan itself replaces nothing is said, but of older ones that it leaves", async () => {
  const { options, told } = await standing(crew("t3.small"));
  const replaced = ["info: auto-scaling-group/web: 3 machines replaced one by one, about 16 min"];
  expect((await told(crew("t3.large", {}, "apply"))).told).toEqual(replaced);
  await createCluster(crew("t3.large"), options);
  expect((await told(crew("t3.large"))).told).toHaveLength(1);
  const group = "update auto-scaling-group/web";
  expect(await told(crew("t3.large", {}, "apply"))).toEqual({ steps: [group], told: replaced });
  const steps = ["update launch-template/web", group];
  expect(await told(crew("t3.medium", {}, "apply"))).toEqual({ steps, told: replaced });
});

it("of a change that leaves the template alone, and of a group that goes, nothing is said", async () => {
  const { told } = await standing(crew("t3.small"));
  const fewer = {
    pools: { web: workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 }, instanceType: "t3.small" }) },
  };
  expect((await told(crew("t3.small", fewer))).told).toEqual([]);
  expect((await told(crew("t3.small", { pools: {} }))).told).toEqual([]);
});

it("a member of etcd is told of alone, and to be replaced after the others", async () => {
  const members = (instanceType: string) => ({
    etcd: etcd({ addresses: ["10.8.2.10", "10.8.2.11", "10.8.3.10"], tls: "off", instanceType }),
    pools: {},
  });
  const { options, told } = await standing(crew("t3.small", members("t3.small")));
  await createCluster(crew("t3.small", members("t3.medium")), options);
  expect((await told(crew("t3.small", members("t3.medium")))).told).toMatchInlineSnapshot(`
    [
      "warning: 1 of 1 running in auto-scaling-group/etcd-1 is of an older launch template until replaced: aws autoscaling start-instance-refresh --auto-scaling-group-name crew-etcd-1, one member after the other, each once etcd is healthy",
      "warning: 1 of 1 running in auto-scaling-group/etcd-2 is of an older launch template until replaced: aws autoscaling start-instance-refresh --auto-scaling-group-name crew-etcd-2, one member after the other, each once etcd is healthy",
      "warning: 1 of 1 running in auto-scaling-group/etcd-3 is of an older launch template until replaced: aws autoscaling start-instance-refresh --auto-scaling-group-name crew-etcd-3, one member after the other, each once etcd is healthy",
    ]
  `);
});
