import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";
import { requiredPermissions } from "./required-permissions.ts";

const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } });
const site = blueprint("site", { network: net });

const account = simulateAccount({ seed: "names", latency: "none" });
const plan = await planCluster(site, account.connection);

const deeds: Readonly<Record<string, (options: ApplyOptions) => PromiseLike<unknown>>> = {
  planCluster: (options) => planCluster(site, options),
  createCluster: (options) => createCluster(site, options),
  planNetwork: (options) => planNetwork("site", net, options),
  createNetwork: (options) => createNetwork("site", net, options),
  planDestroy: (options) => planDestroy("site", options),
  destroyCluster: (options) => destroyCluster("site", options),
  describeCluster: (options) => describeCluster("site", options),
  applyPlan: (options) => applyPlan(plan, options),
};

describe.each(Object.entries(deeds))("%s tells by its own name", (name, deed) => {
  it.each<[string, object]>([
    ["an option that there is not", { reigon: "us-west-2" }],
    ["a value of another type", { patience: "long" }],
    ["options that are none", [] as object],
  ])("of %s", async (_, wrong) => {
    const given = Array.isArray(wrong) ? wrong : { ...account.connection, ...wrong };
    await expect(deed(given as ApplyOptions)).rejects.toThrow(new RegExp(`^${name}: `));
  });
});

const addressed = Object.entries(deeds).filter(([name]) => !["applyPlan", "describeCluster"].includes(name));

it.each(addressed)("%s tells by its own name of an address that nothing bears", async (name, deed) => {
  const standing = simulateAccount({ seed: "names", latency: "none" });
  await createCluster(site, standing.connection);
  const wrong = { ...standing.connection, prune: ["route-table/publik"] };
  await expect(deed(wrong)).rejects.toThrow(new RegExp(`^${name}: .*\\$\\.prune\\.0`));
});

it("requiredPermissions tells by its own name", () => {
  expect(() => requiredPermissions(plan, { reigon: "us-west-2" } as object)).toThrow(/^requiredPermissions: /);
});
