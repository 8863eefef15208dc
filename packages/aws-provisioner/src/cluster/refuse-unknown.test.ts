import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function harbour() {
  const net = network({ cidr: "10.3.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } });
  return blueprint("harbour", { network: net, pools: { db: machines({ subnets: "public", count: 1, volume: {} }) } });
}

async function standing() {
  const account = simulateAccount({ seed: "unknown", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(harbour(), options);
  const changes = () => account.calls.filter(({ operation }) => !/^(?:Describe|Get|List)/.test(operation)).length;
  return { options, changes };
}

describe("a destroy of a name that nothing bears", () => {
  it.each([
    ["harbor", 'nothing of a cluster "harbor" stands in us-west-2', 'Did you mean "harbour"? There are harbour.'],
    ["mill", 'nothing of a cluster "mill" stands in us-west-2', "There are harbour."],
  ])("is refused: %s", async (name, message, hint) => {
    const { options, changes } = await standing();
    const before = changes();
    const refusal = { code: "unknown-cluster", hint, message: expect.stringContaining(message) as string };
    await expect(planDestroy(name, options)).rejects.toMatchObject(refusal);
    await expect(destroyCluster(name, options)).rejects.toMatchObject(refusal);
    expect(changes()).toBe(before);
  });

  it("says so where there is none at all", async () => {
    const { connection } = simulateAccount({ seed: "empty", latency: "none" });
    const options = { ...connection, ledger: memoryLedger() };
    await expect(destroyCluster("mill", options)).rejects.toMatchObject({ hint: "There is none at all." });
  });

  it("ends well again where the record of the last one tells of it", async () => {
    const { options } = await standing();
    const all = { ...options, including: ["volume/db-1"] };
    expect(await destroyCluster("harbour", all)).toMatchObject({ left: [] });
    expect(await destroyCluster("harbour", all)).toMatchObject({ deleted: 0, left: [] });
    await expect(destroyCluster("harbour", { ...all, ledger: memoryLedger() })).rejects.toMatchObject({
      code: "unknown-cluster",
      // Not the name itself, which the tags of what has gone still bear.
      hint: "There is none at all.",
    });
  });
});

describe("an address of including that nothing bears", () => {
  it.each([
    [["volume/db-2"], 'Did you mean "volume/db-1"? Else leave it out.'],
    [["volume/db-1", "bucket/backup"], "Leave it out."],
  ])("is refused before anything goes: %j", async (including, remedy) => {
    const { options, changes } = await standing();
    const before = changes();
    const named = JSON.stringify(including.at(-1));
    await expect(destroyCluster("harbour", { ...options, including })).rejects.toMatchObject({
      code: "invalid-option",
      diagnostics: [
        {
          path: `$.including.${including.length - 1}`,
          message: `nothing bears the address ${named}`,
          remedy,
        },
      ],
    });
    expect(changes()).toBe(before);
  });

  it("may be left by a pattern, which means whatever there is", async () => {
    const { options } = await standing();
    const including = ["volume/*", "bucket/*"];
    expect((await destroyCluster("harbour", { ...options, including })).left).toEqual([]);
  });
});

it("an address of including that nothing bears is told by a plan, and by the name of what was called", async () => {
  const { options } = await standing();
  await expect(planDestroy("harbour", { ...options, including: ["volume/db-2"] })).rejects.toThrow(/^planDestroy: /);
  const { notices } = await planCluster(harbour(), { ...options, including: ["volume/db-2", "volume/*"] });
  expect(notices.map(({ message }) => message)).toContain(
    'including: nothing bears the address "volume/db-2". Did you mean "volume/db-1"? Else leave it out.',
  );
});
