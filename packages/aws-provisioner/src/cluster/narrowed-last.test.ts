import { simulateAccount } from "@drydock/aws-simulator";
import { type Blueprint, blueprint, machines, network, type NetworkOptions, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const size = { min: 1, desired: 2, max: 4 };

interface Own {
  readonly net?: Partial<NetworkOptions>;
  readonly api?: object;
  readonly token?: boolean;
}

function quay({ net = {}, api = {}, token = true }: Own): Blueprint {
  const reading = token ? { secrets: { token: "/etc/token" } } : {};
  return blueprint("quay", {
    network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "per-zone", ...net }),
    pools: {
      web: workers({ subnets: "private", size }),
      api: workers({ subnets: "private", size, expose: [{ port: 9000 }], ...reading, ...api }),
      db: machines({ subnets: "private", count: 1, allow: [{ ports: 9200, from: { role: "api" } }] }),
    },
    ...(token && { secrets: { token: secret.generated() } }),
  });
}

/** Whether a step waits for another, however far on the way, in the plan from the one to the other. */
async function planned(before: Own, after: Own) {
  const account = simulateAccount({ seed: "narrow", latency: "typical", zones: 3 });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(quay(before), options);
  const { steps } = await planCluster(quay(after), options);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = (start: string) => steps.filter(({ id }) => id.startsWith(start)).map(({ id }) => id);
  const waitsFor = (start: string, first: string): boolean => {
    const seen = new Set(found(start));
    for (const id of seen) for (const { step } of byId.get(id)?.needs ?? []) seen.add(step);
    return found(start).length > 0 && found(first).length > 0 && found(first).every((id) => seen.has(id));
  };
  await createCluster(quay(after), options);
  expect((await planCluster(quay(after), options)).steps).toEqual([]);
  return waitsFor;
}

const rolled = "update auto-scaling-group/api";

describe("what machines use is taken from them when they have been replaced", () => {
  it.each<[string, Own, Own, string, string]>([
    ["a rule that lets them in", {}, { api: { identity: "web" } }, "update security-group-rules/db (narrow)", rolled],
    ["what they may do", { api: { identity: "web" } }, {}, "update role/web", rolled],
    ["a secret", {}, { token: false }, "delete secret/token", rolled],
    ["leave to read it", {}, { token: false }, "update role/api", rolled],
    ["the table of a subnet that goes", {}, { net: { zones: 1 } }, "delete route-table/private-us-west-2b", rolled],
    ["the gateway of its zone", {}, { net: { zones: 1 } }, "delete nat-gateway/us-west-2b", rolled],
    [
      "a table that another takes over from",
      {},
      { net: { nat: "single" } },
      "delete route-table/private-us-west-2b",
      "create route-table/private",
    ],
  ])("%s", async (_, before, after, step, first) => {
    const waitsFor = await planned(before, after);
    expect(waitsFor(step, first)).toBe(true);
    expect(waitsFor(first, step)).toBe(false);
  });
});

it("a secret that goes while machines stay that were made with it is told", async () => {
  const account = simulateAccount({ seed: "narrow", latency: "typical", zones: 3 });
  const options = { ...account.connection, ledger: memoryLedger() };
  const api = { rollout: { when: "next-launch" } };
  await createCluster(quay({ api }), options);
  const { notices } = await planCluster(quay({ api, token: false }), options);
  expect(notices.map(({ message }) => message)).toContain(
    "secret/token goes while machines of auto-scaling-group/api stay that were made before: one that reads it waits for it for ever when it boots again. Have them replaced first, or keep the secret until then",
  );
  const rolled = await planCluster(quay({ token: false }), options);
  expect(rolled.notices.filter(({ address }) => address === "secret/token")).toEqual([]);
});
