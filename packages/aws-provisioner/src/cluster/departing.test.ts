import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, network, workers } from "@drydock/core";
import { exec, unit } from "@drydock/systemd";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const leave = unit("leave.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } });
const size = { min: 1, desired: 2, max: 3 };

function lock(identity?: string) {
  const drained = { units: [{ unit: leave, enable: false }], drain: { unit: "leave.service", timeout: 7200 } };
  return blueprint<BlueprintParts>("lock", {
    network: network({ cidr: "10.4.0.0/16", zones: 2, nat: "single" }),
    pools: {
      jobs: workers({ subnets: "private", size, rollout: { warmup: 0 }, ...drained, ...(identity && { identity }) }),
      api: workers({ subnets: "private", size }),
    },
  });
}

it("what machines had been given goes when the last that leaves has ended, also after a cut", async () => {
  const account = simulateAccount({ seed: "leaving", latency: "typical", lives: () => ({ completes: 900 }) });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(lock(), options);
  const old = account.inventory().filter(({ type, tags }) => type === "instance" && tags["Name"] === "lock jobs");
  expect(old).toHaveLength(2);
  const gone = () => {
    const states = new Map(account.inventory().map(({ id, state }) => [id, state]));
    return old.every(({ id }) => !["running", "pending"].includes(states.get(id) ?? "terminated"));
  };
  let early = 0;
  const asked = account.calls.length;
  const knife = new AbortController();
  const cut = createCluster(lock("api"), { ...options, signal: knife.signal });
  void account.clock.sleep(700_000).then(() => knife.abort(new Error("cut")));
  await expect(cut.result).rejects.toThrow("cut");
  expect(gone()).toBe(false);
  const run = createCluster(lock("api"), options);
  let over = false;
  void run.result.finally(() => (over = true));
  while (!over) {
    const took = account.calls.slice(asked).some(({ operation }) => /^Delete(?:Role|InstanceProfile)$/.test(operation));
    if (took && !gone()) early += 1;
    await account.clock.sleep(1000);
  }
  await run;
  expect(early).toBe(0);
  expect(account.calls.slice(asked).some(({ operation }) => operation === "DeleteRole")).toBe(true);
  expect((await planCluster(lock("api"), options)).steps).toEqual([]);
});
