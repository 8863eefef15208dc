import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { LedgerStore, Stored } from "../engine/ledger-store.ts";
import { memoryStore } from "../engine/memory-store.ts";
import { createCluster } from "./create-cluster.ts";
import { givenStore } from "./given-store.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }) });

function opening(opened: unknown) {
  const account = simulateAccount({ seed: "stores", latency: "none" });
  const ledger = { open: () => opened } as NonNullable<ApplyOptions["ledger"]>;
  return { account, options: { ...account.connection, ledger } };
}

describe("a ledger of one's own that opens", () => {
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "nothing is given"],
    ["null", null, "null is not a store"],
    ["a store without put", { get: async () => undefined }, "this object is not a store"],
    ["a store without get", { put: async () => "1" }, "this object is not a store"],
    ["a promise of a store", Promise.resolve(memoryStore()), "this object is not a store"],
  ])("%s is a bad option, before any call", async (_, opened, message) => {
    const { account, options } = opening(opened);
    const refusal = (where: string) => ({
      name: "OptionError",
      message: expect.stringMatching(`^${where}: error at \\$\\.ledger\\.open\\(\\): ${message}`) as string,
      diagnostics: [
        expect.objectContaining({ remedy: "Give a store with the methods get and put, and no promise of one." }),
      ],
    });
    await expect(planCluster(site, options)).rejects.toMatchObject(refusal("planCluster"));
    await expect(createCluster(site, options)).rejects.toMatchObject(refusal("createCluster"));
    expect(account.calls).toHaveLength(0);
  });

  it("a store is taken", async () => {
    const { options } = opening(memoryStore());
    await createCluster(site, options);
    expect((await planCluster(site, options)).steps).toEqual([]);
  });
});

it("what only has something called open beside read and write is a ledger that reads and writes", async () => {
  const account = simulateAccount({ seed: "stores", latency: "none" });
  const ledger = { open: true, read: async () => undefined, write: async () => {} };
  await createCluster(site, { ...account.connection, ledger: ledger as never });
});

describe("what a store answers", () => {
  const { get, put } = memoryStore();
  const giving = (answer: unknown, method: keyof LedgerStore) =>
    givenStore("createCluster", { get, put, [method]: async () => answer });
  const stored: Stored = { text: "{}", version: "1", ageSeconds: 5 };

  it("is given on where it is one", async () => {
    expect(await giving(stored, "get").get("a")).toBe(stored);
    expect(await giving(undefined, "get").get("a")).toBeUndefined();
    expect(await giving("2", "put").put("a", "{}", "1")).toBe("2");
    expect(await giving(undefined, "put").put("a", "{}", "1")).toBeUndefined();
  });

  it.each([
    [null],
    ["{}"],
    [{}],
    [{ text: "{}" }],
    [{ text: 5, version: "1" }],
    [{ text: "{}", version: "" }],
    [{ text: "{}", version: "1", ageSeconds: "5" }],
    [{ text: "{}", version: "1", ageSeconds: -5 }],
  ])("to get is refused where it is %j", async (answer) => {
    await expect(giving(answer, "get").get("records/site.json")).rejects.toMatchObject({
      name: "ProvisionError",
      code: "invalid-option",
      message: expect.stringMatching(/^the ledger's get of records\/site\.json gave /) as string,
      hint: expect.stringContaining("undefined where nothing stands there") as string,
    });
  });

  it.each([[null], [true], [5], [""], [{}]])("to put is refused where it is %j", async (answer) => {
    await expect(giving(answer, "put").put("records/site.json", "{}", undefined)).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringMatching(/^the ledger's put of records\/site\.json gave /) as string,
    });
  });

  it("is no TypeError of a run", async () => {
    const { options } = opening({ get: async () => null, put: async () => "1" });
    await expect(createCluster(site, options)).rejects.toMatchObject({ code: "invalid-option" });
  });
});
