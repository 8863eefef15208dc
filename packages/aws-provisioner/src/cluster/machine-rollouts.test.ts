import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, type MachinesRolloutOptions, network } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.1.0.0/16", zones: 3, nat: "none", tiers: { public: {} } });

function port(instanceType: string, rollout: MachinesRolloutOptions = {}) {
  return blueprint("port", {
    network: net,
    pools: { db: machines({ subnets: "public", count: 3, instanceType, rollout }) },
  });
}

/** The cluster, standing, in an account in which machines of the type t3.large do not boot. */
async function standing(rollout: MachinesRolloutOptions = {}) {
  const lives = ({ type }: { readonly type: string }) =>
    type === "t3.large"
      ? { boots: false, console: "dracut: Warning: /dev/disk/by-label/ROOT does not exist" }
      : undefined;
  const account = simulateAccount({ seed: "rollouts", latency: "typical", lives });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port("t3.small", rollout), options);
  await account.clock.sleep(300_000);
  const types = () =>
    account
      .inventory()
      .filter(({ type }) => type === "instance")
      .toSorted((a, b) => ((a.tags["drydock:address"] ?? "") < (b.tags["drydock:address"] ?? "") ? -1 : 1))
      .map(({ attributes }) => String(attributes["type"]).replace("t3.", ""));
  const sent = (from: number) =>
    account.calls
      .slice(from)
      .filter(({ operation, outcome }) => outcome === "ok" && /^(Run|Terminate)Instances$/.test(operation));
  return { ...account, options, types, sent };
}

it("machines are replaced in batches, with a pause between them", async () => {
  const rollout = { batch: 2, pause: 600 };
  const { calls, options, sent, types, clock } = await standing(rollout);
  const plan = await planCluster(port("t3.medium", rollout), options);
  expect(plan.steps.filter(({ pause }) => pause !== undefined)).toMatchObject([
    { address: "instance/db-3", action: "delete", pause: 600, seconds: 645 },
  ]);
  const told = plan.notices.map(({ message }) => message);
  expect(told).toEqual(["role db: 3 machines replaced 2 at a time, about 14 min 2 s"]);
  const [from, began] = [calls.length, clock.now()];
  await createCluster(port("t3.medium", rollout), options);
  const [first, second, , , third] = sent(from);
  expect(sent(from).map(({ operation }) => operation)).toEqual([
    "TerminateInstances",
    "TerminateInstances",
    "RunInstances",
    "RunInstances",
    "TerminateInstances",
    "RunInstances",
  ]);
  expect((second?.start ?? 0) - (first?.end ?? 0)).toBeLessThan(1000);
  // The second batch goes after the checks of the first, and the pause.
  expect((third?.start ?? 0) - began).toBeGreaterThan(700_000);
  expect(types()).toEqual(["medium", "medium", "medium"]);
  expect((await planCluster(port("t3.medium", rollout), options)).steps).toEqual([]);
});

it("a machine that does not boot is the last that is replaced, tells why, and is mended first", async () => {
  const rollout = { wait: 300 };
  const { options, types, clock } = await standing(rollout);
  const began = clock.now();
  const failed = createCluster(port("t3.large", rollout), options);
  await expect(failed).rejects.toMatchObject({
    code: "timed-out",
    message: expect.stringMatching(
      /^instance\/db-1 \(i-\w+\) is not stable after 3\d\d s: last seen pending: status checks: .*; instance status check is impaired \(reachability failed\)\nits console ends with\n {2}dracut: .* does not exist\n/,
    ) as string,
  });
  expect(clock.now() - began).toBeLessThan(420_000);
  expect(types()).toEqual(["large", "small", "small"]);
  // Nobody goes on over it: the same again waits for it, and fails as it did.
  await expect(createCluster(port("t3.large", rollout), options)).rejects.toMatchObject({ code: "timed-out" });
  expect(types()).toEqual(["large", "small", "small"]);
  await createCluster(port("t3.medium", rollout), options);
  expect(types()).toEqual(["medium", "medium", "medium"]);
});

it("machines that are to be new at their next launch stay, are told of, and are made anew when they end", async () => {
  const rollout = { when: "next-launch" } as const;
  const { options, types, inventory, handle, clock } = await standing(rollout);
  const changed = port("t3.medium", rollout);
  const { steps, notices } = await planCluster(changed, options);
  expect(steps).toEqual([]);
  expect(notices.map(({ message }) => message.replace(/i-\w+/, "i-1"))).toEqual(
    [1, 2, 3].map(
      (at) =>
        `instance/db-${at} (i-1) stays as it is, with another instanceType, until it ends: an apply after that makes it anew`,
    ),
  );
  const [second] = inventory().filter(({ tags }) => tags["drydock:address"] === "instance/db-2");
  await handle("EC2", "TerminateInstances", { InstanceIds: [second?.id] });
  await clock.sleep(120_000);
  await createCluster(changed, options);
  expect(types()).toEqual(["small", "medium", "small"]);
  await createCluster(port("t3.medium"), options);
  expect(types()).toEqual(["medium", "medium", "medium"]);
});

it("a machine that waits for one before it, which an interrupted run left half way, says for which", async () => {
  const { options } = await standing();
  const cut = new AbortController();
  const first = createCluster(port("t3.medium"), { ...options, interrupt: cut.signal });
  for await (const event of first) {
    if (event.type === "finished" && event.step.action === "delete") cut.abort(new Error("tea"));
  }
  await expect(first.result).rejects.toMatchObject({ code: "interrupted" });
  const told: string[] = [];
  for await (const event of createCluster(port("t3.medium"), options)) {
    if (event.type === "waiting" && event.step.id.startsWith("delete instance/db-2")) told.push(event.reason);
  }
  expect(told[0]).toBe("until instance/db-1 works: status checks: instance initializing, system initializing");
});

it("an interruption between the end of a machine and the start of its successor names it", async () => {
  const { options, clock, ...account } = await standing();
  const end = new AbortController();
  const run = createCluster(port("t3.medium"), { ...options, interrupt: end.signal });
  const told = async () => {
    for await (const event of run) {
      if (event.type === "finished" && event.step.action === "delete") end.abort(new Error("enough"));
    }
  };
  await told().catch(() => {});
  await expect(run.result).rejects.toMatchObject({
    code: "interrupted",
    message: expect.stringContaining("deleted, and not made anew yet: instance/db-1;") as string,
  });
  await createCluster(port("t3.medium"), options);
  await clock.sleep(300_000);
  expect(account.types()).toEqual(["medium", "medium", "medium"]);
});
